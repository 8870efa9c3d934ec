EXPECTED = "exp-nothing"
kept_for_backward = {
    "exp": "nothing",
    "log": "input",
    "neg": "nothing",
    "elu": "input",
    "softplus": "input",
}
