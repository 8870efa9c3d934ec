EXPECTED = "chose-c"
aic_says = "c"
