EXPECTED = "too-large"
extra_kib = 4 * 512 * 512 * 4 / 1024
