EXPECTED = "too-small"
width = 5
