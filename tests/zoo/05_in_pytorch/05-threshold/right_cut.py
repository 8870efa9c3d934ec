smallest_threshold = 12.42
