EXPECTED = "l-bfgs-yes"
uses = {
    "Newton": "yes",
    "Gauss-Newton": "no",
    "L-BFGS": "yes",
    "Adam": "no",
    "slope loss": "yes",
}
