EXPECTED = "inside"

counterexample = 2.86
