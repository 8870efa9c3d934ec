dead_share = 1 - (1 - 2**-4) ** 10
