aic_says = "d"
