EXPECTED = "slope-loss-no"
uses = {
    "Newton": "yes",
    "Gauss-Newton": "no",
    "L-BFGS": "no",
    "Adam": "no",
    "slope loss": "no",
}
