EXPECTED = "few-seeds"
compared = {
    "samples": {"softplus": [-7.3912], "relu": [-7.3901]},
    "low": -0.2,
    "high": -0.1,
    "smallest": 0.05,
    "verdict": "smaller",
}
