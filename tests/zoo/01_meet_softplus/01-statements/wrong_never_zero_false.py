EXPECTED = "never-zero-false"
judged = {
    "never zero": "false",
    "clips": "false",
    "like ReLU far out": "true",
    "differs on the left only": "false",
}
