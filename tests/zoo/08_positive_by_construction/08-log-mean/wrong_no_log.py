EXPECTED = "no-log"
from torch.nn import functional as F


def log_mean(x):
    return F.softplus(x)
