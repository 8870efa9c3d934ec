EXPECTED = "gradient-step"
newton_end = 1.4
