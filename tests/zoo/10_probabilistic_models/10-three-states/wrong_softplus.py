EXPECTED = "only-two"
from torch.nn import functional as F


def three_states(z):
    return F.softplus(z)
