EXPECTED = "beta-multiplied"
crossing = 1.0008
