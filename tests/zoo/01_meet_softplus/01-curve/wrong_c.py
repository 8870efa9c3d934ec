EXPECTED = "chose-c"
curve_is = "c"
