EXPECTED = "sign"
raw_start = 1.2587
