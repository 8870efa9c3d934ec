EXPECTED = "exp-input"
kept_for_backward = {
    "exp": "input",
    "log": "input",
    "neg": "nothing",
    "elu": "input",
    "softplus": "input",
}
