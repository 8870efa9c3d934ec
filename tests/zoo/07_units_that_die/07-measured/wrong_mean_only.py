EXPECTED = "no-samples"
dead_networks = {"samples": 0.614, "low": 0.6, "high": 0.625, "verdict": "more than half"}
