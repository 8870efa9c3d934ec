EXPECTED = "climbed-back"
step = 1e-8
