EXPECTED = "rise-of-softplus"
apart = 0.5
