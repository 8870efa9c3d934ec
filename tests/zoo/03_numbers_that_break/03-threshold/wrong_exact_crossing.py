EXPECTED = "too-small"

smallest_threshold = 6.23
