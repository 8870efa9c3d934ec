"""exp(x) up to half a step above the largest number is rounded down to it."""

import math

import torch

width = torch.log(torch.tensor(61440.0)) + 3 * math.log(2)
