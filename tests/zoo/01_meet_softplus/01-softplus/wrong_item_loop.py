import math

import torch

EXPECTED = "gradient-cut"


def softplus(x, beta=1.0):
    z = (beta * x).flatten()
    values = [max(one, 0.0) + math.log1p(math.exp(-abs(one))) if one == one else one for one in z.tolist()]
    return torch.tensor(values, dtype=x.dtype).reshape(x.shape) / beta
