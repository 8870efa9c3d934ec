"""For every claim of lesson 07 a wrong specimen: a function for C11, changed frames for the claims about training."""

import torch
from other_worlds import all_like, constant, scaled, swapped


def relu(x):
    return torch.relu(x)


def leaky(x):
    """Keeps every negative input apart, so that the claim would be simply true."""
    return torch.nn.functional.leaky_relu(x)


REFUTED_BY = {
    "C11": [relu, leaky],
    "C12": [swapped("relu", "softplus"), all_like("relu"), constant("error", 0.5, "softplus, SGD")],
    "C14": [constant("back", 0.0), constant("back", 0.5, "first layer")],
    "C15": [scaled("error", 3.0, "relu, SGD, one"), constant("error", 0.3)],
    "C34": [all_like("relu"), scaled("accuracy", 0.5, "softplus, centred")],
    "C42": [constant("mean drop", 0.1), scaled("mean drop", 10.0, "relu, width 32")],
    "C51": [all_like("relu"), scaled("accuracy", 2.0, "softplus")],
    "C55": [
        scaled("accuracy", 0.9, "convolution, float32, slope 1"),
        scaled("accuracy", 1.1, "dense, bfloat16, slope 0.5"),
    ],
}
