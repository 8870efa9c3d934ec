EXPECTED = "like-relu-far-out-exact-arithmetic-only"
judged = {
    "never zero": "exact arithmetic only",
    "clips": "false",
    "like ReLU far out": "exact arithmetic only",
    "differs on the left only": "false",
}
