import torch

counterexample = torch.tensor(2.88)
