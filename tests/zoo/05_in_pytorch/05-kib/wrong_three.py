EXPECTED = "three"
extra_kib = 3 * 256
