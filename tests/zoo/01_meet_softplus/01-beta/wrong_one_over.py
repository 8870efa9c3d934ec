EXPECTED = "gap-is-one-over-beta"
beta_for_gap = 1 / 0.05
