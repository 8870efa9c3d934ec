EXPECTED = "neg-input"
kept_for_backward = {
    "exp": "output",
    "log": "input",
    "neg": "input",
    "elu": "input",
    "softplus": "input",
}
