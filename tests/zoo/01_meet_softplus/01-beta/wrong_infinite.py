EXPECTED = "not-finite"
beta_for_gap = float("inf")
