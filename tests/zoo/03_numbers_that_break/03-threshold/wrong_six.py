EXPECTED = "one-too-small"
smallest_threshold = 6
