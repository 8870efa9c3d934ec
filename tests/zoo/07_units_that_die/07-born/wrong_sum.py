EXPECTED = "sum"
dead_share = 10 / 16
