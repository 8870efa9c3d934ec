EXPECTED = "calls-ready-form"

from course_lib.activations import curvature, inverse


def curvature_from_output(y, beta=1.0):
    return curvature(inverse(y, beta), beta)
