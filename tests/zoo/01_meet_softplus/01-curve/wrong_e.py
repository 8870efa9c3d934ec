EXPECTED = "chose-e"
curve_is = "e"
