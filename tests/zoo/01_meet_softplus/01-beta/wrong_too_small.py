EXPECTED = "too-small"
beta_for_gap = 10
