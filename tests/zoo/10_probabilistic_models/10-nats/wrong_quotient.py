EXPECTED = "quotient-of-logs"
factor = 7.1 / 7.4
