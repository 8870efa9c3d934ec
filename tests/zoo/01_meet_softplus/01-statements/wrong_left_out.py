EXPECTED = "not-an-option"
judged = {"never zero": "exact arithmetic only", "clips": "false", "like ReLU far out": "true"}
