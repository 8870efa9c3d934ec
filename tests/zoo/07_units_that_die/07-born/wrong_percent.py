EXPECTED = "percent"
dead_share = 47.55
