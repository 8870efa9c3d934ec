EXPECTED = "verdict-not-covered"
defence = {
    "samples": {"relu": [0.0812, 0.0745, 0.0931, 0.0688, 0.0779, 0.0854, 0.0717, 0.0902, 0.0763, 0.0829, 0.0794, 0.0841], "softplus": [0.0803, 0.0681, 0.0948, 0.0646, 0.0704, 0.0857, 0.0695, 0.0845, 0.0774, 0.078, 0.0776, 0.0775]},
    "low": -0.00513,
    "high": -0.00105,
    "smallest": 0.02,
    "verdict": "smaller",
    "choice": "softplus",
    "reason": "effect",
}
