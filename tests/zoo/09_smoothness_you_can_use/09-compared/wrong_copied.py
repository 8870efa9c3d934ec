EXPECTED = "copied-samples"
compared = {
    "samples": {"relu": [0.0278, 0.0278, 0.0278, 0.0278, 0.0278, 0.0278, 0.0278, 0.0278], "gelu": [0.026, 0.026, 0.026, 0.026, 0.026, 0.026, 0.026, 0.026]},
    "low": -0.0018,
    "high": -0.0018,
    "smallest": 0.01,
    "verdict": "no difference",
}
