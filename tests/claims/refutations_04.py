"""Wrong specimens for the claims of lesson 04; see refutations_01.py."""

import torch


def relu(x, beta=1.0):
    return torch.relu(x)


def naive(x, beta=1.0):
    return torch.log(1 + torch.exp(beta * x)) / beta


def softplus_of_twice_x(x, beta=1.0):
    return torch.nn.functional.softplus(2 * x) / 2


def squareplus(x, beta=1.0):
    return (x + torch.sqrt(x * x + 4)) / 2


def logsumexp_without_log1p(x, beta=1.0):
    return torch.logsumexp(torch.stack([torch.zeros_like(x), x]), 0)


def softmax_that_overflows(z):
    return torch.exp(z) / torch.exp(z).sum(-1, keepdim=True)


def softmax_at_temperature_two(z):
    return torch.softmax(z / 2, -1)


def softplus_divided_by_sum(z):
    y = torch.nn.functional.softplus(z)
    return y / y.sum(-1, keepdim=True)


def logarithm(y, beta=1.0):
    return torch.log(y)


def inverse_of_squareplus(y, beta=1.0):
    return y - 1 / y


def three_states(x, beta=1.0):
    return torch.logsumexp(torch.stack([torch.zeros_like(x), x, 2 * x]), 0)


def sigmoid(x, beta=1.0):
    return torch.sigmoid(x)


REFUTED_BY = {
    "C23": [logsumexp_without_log1p, naive, relu, squareplus],
    "C24": [softmax_that_overflows, softmax_at_temperature_two, softplus_divided_by_sum],
    "C25": [logarithm, inverse_of_squareplus],
    "C26": [relu, squareplus, softplus_of_twice_x],
    "C27": [relu, squareplus, three_states],
    "C53": [sigmoid],
}
