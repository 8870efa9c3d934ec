from course_lib.activations import softplus

EXPECTED = "target-ignored"


def logistic_loss(x, target):
    return softplus(x)
