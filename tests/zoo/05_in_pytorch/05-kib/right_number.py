extra_kib = 1024
