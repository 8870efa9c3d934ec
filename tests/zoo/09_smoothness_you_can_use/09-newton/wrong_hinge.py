EXPECTED = "hinge"
newton_end = 5.0
