EXPECTED = "softplus-total"
extra_kib = 9 * 256
