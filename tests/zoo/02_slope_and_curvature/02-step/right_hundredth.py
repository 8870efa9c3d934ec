best_step = 0.01
