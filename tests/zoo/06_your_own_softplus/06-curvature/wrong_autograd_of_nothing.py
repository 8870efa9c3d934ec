import torch

EXPECTED = "returned-other"


def curvature_from_output(y, beta=1.0):
    return (y, beta)
