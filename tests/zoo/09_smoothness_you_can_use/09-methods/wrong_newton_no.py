EXPECTED = "newton-no"
uses = {
    "Newton": "no",
    "Gauss-Newton": "no",
    "L-BFGS": "no",
    "Adam": "no",
    "slope loss": "yes",
}
