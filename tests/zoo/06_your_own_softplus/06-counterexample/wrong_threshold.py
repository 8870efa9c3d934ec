EXPECTED = "threshold-as-input"
counterexample = 3
