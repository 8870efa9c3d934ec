curve_is = "b"
