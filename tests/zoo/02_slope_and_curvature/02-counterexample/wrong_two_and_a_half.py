EXPECTED = "inside"

counterexample = 2.5
