gradient_left = 0.0048
