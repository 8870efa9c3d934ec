EXPECTED = "chose-a"
curve_is = "a"
