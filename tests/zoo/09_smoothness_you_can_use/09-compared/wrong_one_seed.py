EXPECTED = "few-seeds"
compared = {
    "samples": {"relu": [0.0241], "gelu": [0.0112]},
    "low": -0.02,
    "high": -0.01,
    "smallest": 0.01,
    "verdict": "smaller",
}
