EXPECTED = "chose-a"
rescue_is = "a"
