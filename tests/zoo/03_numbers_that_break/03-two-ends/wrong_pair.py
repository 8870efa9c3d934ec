EXPECTED = "not-a-number"
width = (-2.079, 10.957)
