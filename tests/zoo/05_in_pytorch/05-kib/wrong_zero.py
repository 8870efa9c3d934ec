EXPECTED = "too-small"
extra_kib = 0
