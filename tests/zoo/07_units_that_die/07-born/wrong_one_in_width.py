EXPECTED = "one-in-width"
dead_share = 1 - (3 / 4) ** 10
