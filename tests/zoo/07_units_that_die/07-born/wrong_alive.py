EXPECTED = "alive"
dead_share = (15 / 16) ** 10
