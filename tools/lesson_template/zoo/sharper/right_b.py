sharper_is = "b"
