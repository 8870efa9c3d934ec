from torch.nn import functional as F

EXPECTED = "calls-ready-form"


def rule(x, beta=1.0, threshold=20.0):
    return F.softplus(x, beta, threshold)
