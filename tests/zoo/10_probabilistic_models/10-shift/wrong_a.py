EXPECTED = "chose-a"
shift_does = "a"
