from course_lib.activations import softplus

EXPECTED = "gradient-cut"


def logistic_loss(x, target):
    y = target * softplus(-x) + (1 - target) * softplus(x)
    return y.detach()
