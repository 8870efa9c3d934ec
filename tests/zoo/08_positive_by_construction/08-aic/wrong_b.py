EXPECTED = "chose-b"
aic_says = "b"
