EXPECTED = "not-finite"
counterexample = float("inf")
