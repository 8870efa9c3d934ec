EXPECTED = "chose-a"
aic_says = "a"
