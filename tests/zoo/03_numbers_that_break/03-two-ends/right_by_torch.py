import math

import torch

width = math.log(torch.finfo(torch.float32).max) - math.log(torch.finfo(torch.float16).eps / 2)
