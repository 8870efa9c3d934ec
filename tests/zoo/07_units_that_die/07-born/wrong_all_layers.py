EXPECTED = "all-layers"
dead_share = (1 / 16) ** 10
