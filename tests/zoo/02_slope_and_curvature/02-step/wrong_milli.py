EXPECTED = "too-small"

best_step = 2e-3
