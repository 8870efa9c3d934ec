EXPECTED = "lesson-example"
counterexample = 0.2736
