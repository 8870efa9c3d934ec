EXPECTED = "not-a-number"
step = (20.0, 20.000000001)
