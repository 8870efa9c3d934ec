EXPECTED = "not-a-number"
best_step = "1e-2"
