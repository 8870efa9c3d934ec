beta_for_gap = 13.86
