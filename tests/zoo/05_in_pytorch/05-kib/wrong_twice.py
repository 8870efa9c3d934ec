EXPECTED = "twice"
extra_kib = 4 * 128 * 512 * 8 / 1024
