EXPECTED = "upside-down"
newton_end = 1 + 0.35 / 0.4
