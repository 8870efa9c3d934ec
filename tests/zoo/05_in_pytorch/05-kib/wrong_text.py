EXPECTED = "not-a-number"
extra_kib = "1024 KiB"
