"""Wrong specimens for the claims of lesson 02; see refutations_01.py."""

import math

import torch

from course_lib.activations import softplus, torch_rule


def relu(x, beta=1.0):
    return torch.relu(x)


def squareplus(x, beta=1.0):
    return (x + torch.sqrt(x * x + 4)) / 2


def beta_not_divided(x, beta=1.0):
    return torch.nn.functional.softplus(beta * x)


def beta_ignored(x, beta=1.0):
    return torch.nn.functional.softplus(x)


def steeper_everywhere(x, beta=1.0):
    """Nearer to ReLU with a larger β and steeper on both sides: then the sentence would be simply true."""
    return torch.relu(x) + math.log(2) / beta + 0.1 * beta * torch.sin(x)


def softplus_of_twice_x(x, beta=1.0):
    return torch.nn.functional.softplus(2 * x) / 2


def one_too_high(x, beta=1.0):
    """The right slope everywhere and the wrong constant of integration."""
    return torch.nn.functional.softplus(x) + 1


def without_a_jump(x, beta=1.0):
    """No threshold: then "differentiable everywhere" and "analytic" are simply true of the program."""
    return softplus(x, beta)


def leaky(x, beta=1.0):
    """Its slope is 0.01 or more in every float type, so "never zero" would be simply true."""
    return torch.nn.functional.softplus(x) + 0.01 * x


def corner_where_the_gap_meets(x, beta=1.0):
    """Softplus in value; autograd gives 0 at 0, because |x| and ReLU both have a corner there."""
    return torch.relu(x) + torch.log1p(torch.exp(-(beta * x).abs())) / beta


def elu(x, beta=1.0):
    return torch.nn.functional.elu(x)


REFUTED_BY = {
    "C03": [relu, without_a_jump],
    "C05": [relu, squareplus, beta_not_divided, corner_where_the_gap_meets, torch_rule],
    "C06": [relu, leaky],
    "C16": [relu, squareplus, elu, without_a_jump],
    "C39": [beta_ignored, beta_not_divided, relu, steeper_everywhere],
    "C22": [relu, squareplus, softplus_of_twice_x, one_too_high],
}
