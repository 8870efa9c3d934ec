EXPECTED = "not-a-number"
width = (-7.62, 88.72)
