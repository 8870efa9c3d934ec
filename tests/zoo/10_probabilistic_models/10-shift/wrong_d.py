EXPECTED = "chose-d"
shift_does = "d"
