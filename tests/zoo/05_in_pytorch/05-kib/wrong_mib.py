EXPECTED = "mib"
extra_kib = 1
