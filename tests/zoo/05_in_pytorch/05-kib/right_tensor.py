import torch

extra_kib = torch.tensor([[1024]])
