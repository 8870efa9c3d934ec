from course_lib.activations import softplus

EXPECTED = "labels-plus-minus-one"


def logistic_loss(x, target):
    return softplus(-target * x)
