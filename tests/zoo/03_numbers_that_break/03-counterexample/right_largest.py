step = 2.06e-9
