EXPECTED = "bytes"
extra_kib = 4 * 128 * 512 * 4
