import torch

counterexample = torch.tensor(1.48)
