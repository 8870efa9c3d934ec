EXPECTED = "left-end"
smallest_threshold = 8
