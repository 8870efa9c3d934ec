EXPECTED = "not-finite"
step = float("nan")
