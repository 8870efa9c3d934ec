import math
import torch

width = math.log(torch.finfo(torch.float32).max) + 11 * math.log(2)
