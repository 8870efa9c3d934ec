from torch import nn

EXPECTED = "calls-ready-form"

from course_lib.activations import softplus


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return softplus(x)
