EXPECTED = "not-an-option"
curve_is = 2
