EXPECTED = "calls-ready-form"

from torch.nn import functional


def soft_maximum(x, level=0.0):
    return level + getattr(functional, "soft" + "plus")(x - level)
