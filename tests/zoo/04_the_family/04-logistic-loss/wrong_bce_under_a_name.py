EXPECTED = "silent-zero"

from torch.nn import BCEWithLogitsLoss as Surprise


def logistic_loss(x, target):
    return Surprise(reduction="none")(x, target + 0 * x)
