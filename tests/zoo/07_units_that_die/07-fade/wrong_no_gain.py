EXPECTED = "no-gain"
gradient_left = 0.2934**10
