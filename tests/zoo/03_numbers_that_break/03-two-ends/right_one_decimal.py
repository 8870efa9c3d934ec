width = 96.3
