EXPECTED = "beta-forgotten"
crossing = -0.5004
