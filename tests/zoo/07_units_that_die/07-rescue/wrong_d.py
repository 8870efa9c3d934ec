EXPECTED = "chose-d"
rescue_is = "d"
