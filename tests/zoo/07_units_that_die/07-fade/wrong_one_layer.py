EXPECTED = "one-layer"
gradient_left = 2 * 0.2934
