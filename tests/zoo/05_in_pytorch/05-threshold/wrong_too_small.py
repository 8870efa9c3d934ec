EXPECTED = "too-small"
smallest_threshold = 10.0
