density = 0.798
