EXPECTED = "inner-sign"
newton_end = 1 - 0.6 / 0.35
