counterexample = 3 / 2
