EXPECTED = "too-large"

smallest_threshold = 11
