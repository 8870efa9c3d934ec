smallest_threshold = 7.0
