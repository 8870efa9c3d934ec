width = 96.35
