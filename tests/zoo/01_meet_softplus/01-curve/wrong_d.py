EXPECTED = "chose-d"
curve_is = "d"
