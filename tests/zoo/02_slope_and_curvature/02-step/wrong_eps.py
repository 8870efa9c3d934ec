import torch

EXPECTED = "precision-itself"

best_step = torch.finfo(torch.float32).eps
