EXPECTED = "calls-ready-form"

from course_lib.activations import inverse, slope


def slope_from_output(y, beta=1.0):
    return slope(inverse(y, beta), beta)
