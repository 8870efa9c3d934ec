EXPECTED = "copied-samples"
dead_networks = {"samples": [0.62] * 20, "low": 0.61, "high": 0.63, "verdict": "more than half"}
