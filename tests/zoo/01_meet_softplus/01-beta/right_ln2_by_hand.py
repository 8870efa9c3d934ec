beta_for_gap = 0.6931 / 0.05
