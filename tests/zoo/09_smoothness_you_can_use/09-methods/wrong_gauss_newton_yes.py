EXPECTED = "gauss-newton-yes"
uses = {
    "Newton": "yes",
    "Gauss-Newton": "yes",
    "L-BFGS": "no",
    "Adam": "no",
    "slope loss": "yes",
}
