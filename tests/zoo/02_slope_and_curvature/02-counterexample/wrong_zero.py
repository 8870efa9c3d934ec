EXPECTED = "inside"
counterexample = 0
