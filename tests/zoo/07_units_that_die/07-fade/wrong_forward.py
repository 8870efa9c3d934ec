EXPECTED = "forward"
gradient_left = (2 * 0.9212) ** 10
