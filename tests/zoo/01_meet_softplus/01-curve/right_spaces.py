curve_is = " b "
