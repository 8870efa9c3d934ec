EXPECTED = "not-an-option"

curve_is = "log(1 + exp(2x)) / 2"
