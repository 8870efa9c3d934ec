EXPECTED = "chose-b"
rescue_is = "b"
