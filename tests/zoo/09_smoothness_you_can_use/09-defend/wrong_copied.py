EXPECTED = "copied-samples"
defence = {
    "samples": {"relu": [0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08], "softplus": [0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05]},
    "low": -0.03,
    "high": -0.03,
    "smallest": 0.02,
    "verdict": "smaller",
    "choice": "softplus",
    "reason": "effect",
}
