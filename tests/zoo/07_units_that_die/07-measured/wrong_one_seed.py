EXPECTED = "few-samples"
dead_networks = {"samples": [0.61], "low": 0.6, "high": 0.62, "verdict": "more than half"}
