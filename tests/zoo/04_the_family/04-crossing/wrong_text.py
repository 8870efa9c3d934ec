EXPECTED = "not-a-number"
crossing = "0.2502"
