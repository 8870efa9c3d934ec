EXPECTED = "chose-a"
sharper_is = "a"
