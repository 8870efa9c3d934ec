counterexample = 1.48
