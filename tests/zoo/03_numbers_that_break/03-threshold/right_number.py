smallest_threshold = 7
