import math

from course_lib.activations import softplus

EXPECTED = "wrong-base"


def logistic_loss(x, target):
    return (target * softplus(-x) + (1 - target) * softplus(x)) / math.log(2)
