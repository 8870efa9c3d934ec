EXPECTED = "climbed-back"
step = 2.1e-9
