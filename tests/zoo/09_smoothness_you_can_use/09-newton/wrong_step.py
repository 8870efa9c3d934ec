EXPECTED = "step-alone"
newton_end = 0.4 / 0.35
