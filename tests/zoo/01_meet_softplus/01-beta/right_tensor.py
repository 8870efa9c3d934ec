import torch

beta_for_gap = torch.log(torch.tensor(2.0)) / 0.05
