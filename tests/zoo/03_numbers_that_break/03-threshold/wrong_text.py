EXPECTED = "not-a-number"
smallest_threshold = "seven"
