apart = 4.69
