EXPECTED = "five"
extra_kib = 5 * 256
