EXPECTED = "verdict-not-covered"
defence = {
    "samples": {"exp": [4.3777, 4.2467, 4.1894, 4.2476, 4.2847, 4.1823, 4.2511, 4.3194, 4.1689, 4.1965, 4.2141, 4.2877], "softplus": [4.2899, 4.2619, 4.1819, 4.255, 4.2778, 4.1839, 4.2381, 4.2908, 4.1618, 4.1928, 4.1946, 4.2351]},
    "low": -0.03493,
    "high": 0.00118,
    "smallest": 0.04,
    "verdict": "smaller",
    "choice": "softplus",
    "reason": "effect",
}
