EXPECTED = "outside-the-statement"

counterexample = 3
