EXPECTED = "squared-again"
gradient_left = (2 * 0.2934**2) ** 10
