EXPECTED = "rounded"

width = 96
