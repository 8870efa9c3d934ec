EXPECTED = "too-small"

smallest_threshold = 4
