EXPECTED = "sum-of-softplus"
from torch.nn import functional as F


def two_signs(z):
    return F.softplus(z) + F.softplus(-z)
