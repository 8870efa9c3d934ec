EXPECTED = "one-unit"
dead_share = 1 - 0.5**10
