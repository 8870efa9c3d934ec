EXPECTED = "too-small"
counterexample = 1.4
