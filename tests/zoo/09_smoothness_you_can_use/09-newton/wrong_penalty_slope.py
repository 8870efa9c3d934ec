EXPECTED = "no-penalty-slope"
newton_end = 1 + 0.5 / 0.35
