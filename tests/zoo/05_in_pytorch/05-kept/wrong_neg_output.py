EXPECTED = "neg-output"
kept_for_backward = {
    "exp": "output",
    "log": "input",
    "neg": "output",
    "elu": "input",
    "softplus": "input",
}
