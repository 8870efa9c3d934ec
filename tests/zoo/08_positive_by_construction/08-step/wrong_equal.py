EXPECTED = "no-difference"
apart = 0.0
