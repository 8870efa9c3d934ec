EXPECTED = "not-an-option"
curve_is = "f"
