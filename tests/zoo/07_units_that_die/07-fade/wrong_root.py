EXPECTED = "root"
gradient_left = (2 * 0.2934) ** 5
