EXPECTED = "too-large"
counterexample = 1.51
