EXPECTED = "two-missing"
from torch.nn import functional as F


def two_signs(z):
    return F.softplus(z) - z
