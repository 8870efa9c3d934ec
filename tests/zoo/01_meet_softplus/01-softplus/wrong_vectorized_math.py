import numpy as np
import torch

EXPECTED = "numpy"


def softplus(x, beta=1.0):
    return torch.from_numpy(np.logaddexp(beta * x.numpy(), 0) / beta)
