EXPECTED = "chose-b"
shift_does = "b"
