EXPECTED = "touching-point"
crossing = 0.6931
