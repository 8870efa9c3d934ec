EXPECTED = "too-large"

beta_for_gap = 19
