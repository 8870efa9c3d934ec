shift_does = "c"
