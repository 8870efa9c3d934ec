EXPECTED = "one-block"
extra_kib = 128 * 512 * 4 / 1024
