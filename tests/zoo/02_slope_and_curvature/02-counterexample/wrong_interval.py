EXPECTED = "not-a-number"
counterexample = [2.87, 2.9]
