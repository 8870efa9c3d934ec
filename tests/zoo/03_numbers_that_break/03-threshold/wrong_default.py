EXPECTED = "default"
smallest_threshold = 20
