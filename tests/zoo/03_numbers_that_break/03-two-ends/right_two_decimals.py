width = 13.04
