EXPECTED = "softplus-alone"
apart = 8.5
