EXPECTED = "few-seeds"
compared = {
    "samples": {"relu": [0.0241, 0.0315, 0.0278, 0.0223], "gelu": [0.0112, 0.0148, 0.013, 0.0094]},
    "low": -0.01722,
    "high": -0.01143,
    "smallest": 0.01,
    "verdict": "smaller",
}
