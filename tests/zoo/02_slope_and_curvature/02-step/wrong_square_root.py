EXPECTED = "square-root"
best_step = 3.5e-4
