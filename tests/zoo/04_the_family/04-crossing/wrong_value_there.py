EXPECTED = "value-there"
crossing = 0.8047
