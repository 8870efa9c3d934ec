"""For every measured claim of lesson 10 wrong specimens: functions for C54, changed frames for the others."""

import torch
from other_worlds import constant, scaled


def relu(x, beta=1.0):
    return torch.relu(x)


def sharp(x, beta=1.0):
    """Softplus of β = 4: its curvature is larger than ¼."""
    return torch.nn.functional.softplus(x, 4.0)


REFUTED_BY = {
    "C31": [
        scaled("effective", 1.5, "softplus, prior of s"),
        scaled("s", 1.2, "softplus, prior of r"),
    ],
    "C43": [
        scaled("likelihood", 1.05, "softplus"),
        scaled("likelihood", 1.05, "gelu"),
        constant("likelihood", -7.4, "relu"),
    ],
    "C54": [relu, sharp],
    "C72": [scaled("KL", 0.1, "softplus, SGD, start exact"), constant("KL", 0.0, "softplus, SGD")],
}
