EXPECTED = "copied-samples"
compared = {
    "samples": {"softplus": [-7.4, -7.4, -7.4, -7.4, -7.4, -7.4, -7.4, -7.4], "relu": [-7.5, -7.5, -7.5, -7.5, -7.5, -7.5, -7.5, -7.5]},
    "low": -0.1,
    "high": -0.1,
    "smallest": 0.05,
    "verdict": "smaller",
}
