EXPECTED = "never-zero-true"
judged = {"never zero": True, "clips": False, "like ReLU far out": True, "differs on the left only": False}
