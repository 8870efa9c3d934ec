counterexample = (1.4745 + 1.5) / 2
