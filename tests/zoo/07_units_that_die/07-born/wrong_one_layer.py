EXPECTED = "one-layer"
dead_share = 1 / 16
