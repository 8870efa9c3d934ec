best_step = 1e-2
