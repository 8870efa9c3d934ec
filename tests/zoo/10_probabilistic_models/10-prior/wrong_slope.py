EXPECTED = "slope-alone"
density = 0.5
