EXPECTED = "uphill"
newton_end = 1 - 0.4 / 0.35
