EXPECTED = "verdict-not-covered"
compared = {
    "samples": {"relu": [0.0241, 0.0315, 0.0278, 0.0223, 0.026, 0.0334, 0.0297, 0.0241], "gelu": [0.0055, 0.052, 0.013, 0.0446, 0.0056, 0.0501, 0.0445, 0.0055]},
    "low": -0.01631,
    "high": 0.01678,
    "smallest": 0.01,
    "verdict": "no difference",
}
