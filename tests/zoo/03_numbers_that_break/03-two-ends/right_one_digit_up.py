width = 96.4
