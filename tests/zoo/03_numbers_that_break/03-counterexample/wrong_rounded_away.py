EXPECTED = "no-step"
step = 1e-16
