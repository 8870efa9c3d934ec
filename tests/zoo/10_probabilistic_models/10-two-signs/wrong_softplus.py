EXPECTED = "states-0-1"
from torch.nn import functional as F


def two_signs(z):
    return F.softplus(z)
