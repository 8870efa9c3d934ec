EXPECTED = "wanted-itself"
raw_start = 0.25
