EXPECTED = "not-a-number"
smallest_threshold = "12.43"
