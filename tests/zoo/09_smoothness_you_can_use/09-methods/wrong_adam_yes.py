EXPECTED = "adam-yes"
uses = {
    "Newton": "yes",
    "Gauss-Newton": "no",
    "L-BFGS": "no",
    "Adam": "yes",
    "slope loss": "yes",
}
