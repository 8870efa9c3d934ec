EXPECTED = "times-ten"
gradient_left = 10 * 2 * 0.2934
