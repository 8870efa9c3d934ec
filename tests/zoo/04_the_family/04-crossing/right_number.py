crossing = 0.2502
