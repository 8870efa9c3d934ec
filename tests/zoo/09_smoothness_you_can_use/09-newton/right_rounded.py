newton_end = 2.14
