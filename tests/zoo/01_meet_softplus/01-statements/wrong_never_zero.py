EXPECTED = "never-zero-true"
judged = {
    "never zero": "true",
    "clips": "false",
    "like ReLU far out": "true",
    "differs on the left only": "false",
}
