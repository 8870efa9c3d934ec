EXPECTED = "too-small"

width = 96
