EXPECTED = "too-small"
counterexample = 0
