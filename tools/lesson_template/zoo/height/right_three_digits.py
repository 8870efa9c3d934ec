height_at_zero = 0.173
