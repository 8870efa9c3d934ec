EXPECTED = "input-changed"

from course_lib.activations import softplus


def logistic_loss(x, target):
    no = (1 - target) * softplus(x)
    return target * softplus(x.neg_()) + no
