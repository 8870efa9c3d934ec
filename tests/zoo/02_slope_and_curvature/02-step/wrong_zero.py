EXPECTED = "too-small"
best_step = 0.0
