raw_start = -1.26
