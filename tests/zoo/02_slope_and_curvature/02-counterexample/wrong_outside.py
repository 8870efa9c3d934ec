EXPECTED = "outside-the-statement"
counterexample = 5.0
