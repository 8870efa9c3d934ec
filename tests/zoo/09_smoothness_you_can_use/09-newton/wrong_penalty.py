EXPECTED = "no-penalty"
newton_end = 3.0
