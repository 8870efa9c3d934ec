EXPECTED = "float64-step"
best_step = 1e-5
