EXPECTED = "no-control"
defence = {
    "samples": {"softplus": [4.2899, 4.2619, 4.1819, 4.255, 4.2778, 4.1839, 4.2381, 4.2908, 4.1618, 4.1928, 4.1946, 4.2351]},
    "low": -0.03493,
    "high": 0.00118,
    "smallest": 0.04,
    "verdict": "no difference",
    "choice": "exp",
    "reason": "cost",
}
