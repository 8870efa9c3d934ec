EXPECTED = "too-large"

smallest_threshold = 7.5
