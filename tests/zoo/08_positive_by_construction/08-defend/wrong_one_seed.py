EXPECTED = "few-seeds"
defence = {
    "samples": {"exp": [4.3777], "softplus": [4.2899]},
    "low": -0.09,
    "high": -0.08,
    "smallest": 0.04,
    "verdict": "no difference",
    "choice": "exp",
    "reason": "cost",
}
