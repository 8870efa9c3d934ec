import math
import torch

EXPECTED = "square-root"

best_step = math.sqrt(torch.finfo(torch.float32).eps)
