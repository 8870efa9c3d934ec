EXPECTED = "bits"
crossing = 0.361
