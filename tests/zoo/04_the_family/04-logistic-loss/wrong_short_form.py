"""Right on paper; where the network is right and sure, two nearly equal numbers are subtracted."""

from course_lib.activations import softplus

EXPECTED = "cancelled"


def logistic_loss(x, target):
    return softplus(x) - target * x
