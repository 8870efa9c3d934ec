counterexample = 1.49
