EXPECTED = "not-an-option"
kept_for_backward = {
    "exp": "output",
    "log": "input",
    "neg": "neither",
    "elu": "input",
    "softplus": "input",
}
