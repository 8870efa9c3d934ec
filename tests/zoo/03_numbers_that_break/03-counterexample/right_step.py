step = 1e-9
