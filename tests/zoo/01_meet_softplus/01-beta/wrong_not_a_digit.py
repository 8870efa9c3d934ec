EXPECTED = "too-small"

beta_for_gap = 13.8
