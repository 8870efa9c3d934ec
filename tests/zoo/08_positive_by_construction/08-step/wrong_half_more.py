EXPECTED = "half-more"
apart = 12 - 8.5
