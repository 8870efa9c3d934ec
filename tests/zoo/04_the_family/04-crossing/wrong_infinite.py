EXPECTED = "not-finite"
crossing = float("inf")
