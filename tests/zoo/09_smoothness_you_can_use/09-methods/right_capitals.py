uses = {
    "Newton": "Yes",
    "Gauss-Newton": "No",
    "L-BFGS": "No",
    "Adam": "No",
    "slope loss": "Yes",
}
