counterexample = 2.88
