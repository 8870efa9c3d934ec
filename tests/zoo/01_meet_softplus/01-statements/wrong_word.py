EXPECTED = "not-an-option"
judged = {
    "never zero": "maybe",
    "clips": "false",
    "like ReLU far out": "true",
    "differs on the left only": "false",
}
