EXPECTED = "elu-output"
kept_for_backward = {
    "exp": "output",
    "log": "input",
    "neg": "nothing",
    "elu": "output",
    "softplus": "input",
}
