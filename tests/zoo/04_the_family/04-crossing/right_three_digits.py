crossing = 0.250
