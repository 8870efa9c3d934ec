judged = {
    "never zero": "exact arithmetic only",
    "clips": "false",
    "like ReLU far out": "true",
    "differs on the left only": "false",
}
