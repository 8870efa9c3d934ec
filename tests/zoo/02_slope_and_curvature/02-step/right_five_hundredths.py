best_step = 0.05
