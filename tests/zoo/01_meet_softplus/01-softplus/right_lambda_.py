import torch

softplus = lambda x, beta=1.0: torch.logaddexp(beta * x, torch.zeros_like(x)) / beta  # noqa: E731
