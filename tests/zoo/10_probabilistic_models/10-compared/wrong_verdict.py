EXPECTED = "verdict-not-covered"
compared = {
    "samples": {"softplus": [-7.3912, -7.4143, -7.4645, -7.3774, -7.3172, -7.3689, -7.4226, -7.3816], "relu": [-7.3901, -7.5084, -7.5801, -7.4749, -7.4329, -7.5374, -7.5622, -7.4828]},
    "low": -0.14496,
    "high": -0.06282,
    "smallest": 0.05,
    "verdict": "no difference",
}
