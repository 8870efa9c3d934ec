EXPECTED = "conjugate-not-height"
crossing = -0.2502
