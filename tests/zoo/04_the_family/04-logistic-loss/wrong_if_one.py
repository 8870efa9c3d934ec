from course_lib.activations import softplus

EXPECTED = "targets-between"


def logistic_loss(x, target):
    return softplus(-x) if target == 1 else softplus(x)
