EXPECTED = "clips-true"
judged = {
    "never zero": "exact arithmetic only",
    "clips": "true",
    "like ReLU far out": "true",
    "differs on the left only": "false",
}
