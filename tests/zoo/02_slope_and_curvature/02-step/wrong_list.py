EXPECTED = "not-a-number"

best_step = [1e-2, 1e-3]
