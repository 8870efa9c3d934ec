EXPECTED = "few-seeds"
defence = {
    "samples": {"relu": [0.0812, 0.0745, 0.0931, 0.0688, 0.0779], "softplus": [0.0493, 0.0371, 0.0638, 0.0336, 0.0394]},
    "low": -0.03922,
    "high": -0.0297,
    "smallest": 0.02,
    "verdict": "smaller",
    "choice": "softplus",
    "reason": "effect",
}
