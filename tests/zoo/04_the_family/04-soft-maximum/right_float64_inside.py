import torch


def soft_maximum(x, level=0.0):
    """Computed in float64 and cast back."""
    wide = x.double()
    top = wide.clamp(min=level)
    return (top + torch.log1p(torch.exp(-(wide - level).abs()))).to(x.dtype)
