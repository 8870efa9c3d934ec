EXPECTED = "squared"
gradient_left = (2 * 0.2934) ** 20
