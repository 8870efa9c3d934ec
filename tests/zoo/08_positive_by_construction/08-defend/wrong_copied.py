EXPECTED = "copied-samples"
defence = {
    "samples": {"exp": [4.24, 4.24, 4.24, 4.24, 4.24, 4.24, 4.24, 4.24, 4.24, 4.24, 4.24, 4.24], "softplus": [4.22, 4.22, 4.22, 4.22, 4.22, 4.22, 4.22, 4.22, 4.22, 4.22, 4.22, 4.22]},
    "low": -0.02,
    "high": -0.02,
    "smallest": 0.04,
    "verdict": "no difference",
    "choice": "exp",
    "reason": "cost",
}
