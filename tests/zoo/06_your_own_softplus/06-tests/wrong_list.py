EXPECTED = "not-a-dict"
found_by = ["gradcheck", "gradgradcheck", "gradgradcheck", "neither", "neither"]
