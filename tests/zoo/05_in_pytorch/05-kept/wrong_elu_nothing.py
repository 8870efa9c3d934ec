EXPECTED = "elu-nothing"
kept_for_backward = {
    "exp": "output",
    "log": "input",
    "neg": "nothing",
    "elu": "nothing",
    "softplus": "input",
}
