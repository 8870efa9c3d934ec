EXPECTED = "too-large"

best_step = 0.5
