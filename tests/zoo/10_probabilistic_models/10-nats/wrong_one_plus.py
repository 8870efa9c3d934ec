EXPECTED = "one-plus"
factor = 1.3
