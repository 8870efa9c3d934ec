EXPECTED = "shape-lost"

from course_lib.activations import softplus


def logistic_loss(x, target):
    return (target * softplus(-x) + (1 - target) * softplus(x)).mean()
