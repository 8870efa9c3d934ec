EXPECTED = "too-small"
best_step = 1e-3
