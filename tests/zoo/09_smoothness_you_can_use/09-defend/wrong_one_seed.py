EXPECTED = "few-seeds"
defence = {
    "samples": {"relu": [0.0812], "softplus": [0.0493]},
    "low": -0.05,
    "high": -0.02,
    "smallest": 0.02,
    "verdict": "smaller",
    "choice": "softplus",
    "reason": "effect",
}
