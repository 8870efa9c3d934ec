EXPECTED = "climbed-back"
step = 1.0
