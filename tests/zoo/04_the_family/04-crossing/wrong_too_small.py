EXPECTED = "too-small"
crossing = 0.2
