counterexample = 2.9
