EXPECTED = "chose-c"
sharper_is = "c"
