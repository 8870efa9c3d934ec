EXPECTED = "no-step"
step = 0.0
