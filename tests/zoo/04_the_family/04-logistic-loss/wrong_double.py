from course_lib.activations import softplus

EXPECTED = "dtype-changed"


def logistic_loss(x, target):
    x = x.double()
    return target * softplus(-x) + (1 - target) * softplus(x)
