EXPECTED = "too-large"
best_step = 1.0
