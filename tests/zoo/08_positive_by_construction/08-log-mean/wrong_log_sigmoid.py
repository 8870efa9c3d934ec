EXPECTED = "log-sigmoid"
from torch.nn import functional as F


def log_mean(x):
    return F.logsigmoid(x)
