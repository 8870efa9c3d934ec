import torch

step = torch.tensor(2e-9, dtype=torch.float64)
