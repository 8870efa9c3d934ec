x = 0.693
crossing = 0.805 - 0.8 * x
