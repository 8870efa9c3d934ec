EXPECTED = "float64-step"
best_step = 6e-6
