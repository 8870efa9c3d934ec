EXPECTED = "few-seeds"
compared = {
    "samples": {"softplus": [-7.3912, -7.4143, -7.4645, -7.3774], "relu": [-7.3901, -7.5084, -7.5801, -7.4749]},
    "low": -0.16023,
    "high": 0.00718,
    "smallest": 0.05,
    "verdict": "smaller",
}
