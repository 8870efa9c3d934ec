factor = 1.35
