best_step = 2e-2
