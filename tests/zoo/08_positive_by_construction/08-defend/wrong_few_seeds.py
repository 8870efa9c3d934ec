EXPECTED = "few-seeds"
defence = {
    "samples": {"exp": [4.3777, 4.2467, 4.1894, 4.2476, 4.2847], "softplus": [4.2899, 4.2619, 4.1819, 4.255, 4.2778]},
    "low": -0.06723,
    "high": 0.03539,
    "smallest": 0.04,
    "verdict": "no difference",
    "choice": "exp",
    "reason": "cost",
}
