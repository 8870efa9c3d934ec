import torch

beta_for_gap = torch.tensor(13.9)
