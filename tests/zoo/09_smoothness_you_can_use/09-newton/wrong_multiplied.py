EXPECTED = "multiplied"
newton_end = 1.14
