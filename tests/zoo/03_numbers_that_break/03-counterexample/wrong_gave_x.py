EXPECTED = "gave-x"
step = 20.000000001
