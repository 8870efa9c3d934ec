from course_lib.activations import softplus

EXPECTED = "sign-of-tx"


def logistic_loss(x, target):
    return softplus(x) + target * x
