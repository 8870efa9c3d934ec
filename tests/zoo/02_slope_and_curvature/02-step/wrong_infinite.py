EXPECTED = "not-finite"
best_step = float("inf")
