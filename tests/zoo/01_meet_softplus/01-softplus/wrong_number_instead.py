EXPECTED = "not-a-function"
softplus = 0.6931
