curve_is = " B "
