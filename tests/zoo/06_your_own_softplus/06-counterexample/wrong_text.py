EXPECTED = "not-a-number"
counterexample = "1.49"
