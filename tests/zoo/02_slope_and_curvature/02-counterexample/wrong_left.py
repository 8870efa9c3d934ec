EXPECTED = "inside"
counterexample = -0.9
