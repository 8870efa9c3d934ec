rescue_is = "c"
