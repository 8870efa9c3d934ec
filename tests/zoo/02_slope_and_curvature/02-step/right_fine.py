best_step = 3e-2
