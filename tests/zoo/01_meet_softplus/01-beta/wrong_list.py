EXPECTED = "not-a-number"

beta_for_gap = [13.863, 14]
