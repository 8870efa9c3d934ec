from course_lib.activations import softplus

EXPECTED = "targets-exchanged"


def logistic_loss(x, target):
    return target * softplus(x) + (1 - target) * softplus(-x)
