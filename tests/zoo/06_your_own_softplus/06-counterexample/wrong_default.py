EXPECTED = "default"
counterexample = 20.0
