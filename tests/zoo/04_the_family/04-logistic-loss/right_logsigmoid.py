from torch.nn import functional as F


def logistic_loss(x, target):
    return -(target * F.logsigmoid(x) + (1 - target) * F.logsigmoid(-x))
