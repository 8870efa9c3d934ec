smallest_threshold = 12.43
