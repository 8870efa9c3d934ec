EXPECTED = "too-large"
crossing = 0.3
