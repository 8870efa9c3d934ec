EXPECTED = "other-type"
smallest_threshold = 15
