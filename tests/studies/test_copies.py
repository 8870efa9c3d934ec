"""Copies side by side train as each would alone."""

import torch

from course_lib.studies.copies import Adam, forward, gradients, sgd, start
from course_lib.studies.networks import generator


def test_two_copies_are_two_networks_of_their_own():
    x = torch.randn(20, 3, generator=generator(1))
    rates = torch.tensor([0.1, 0.02])
    parts = start((3, 4, 5, 1), 2, generator(2))
    for _ in range(5):
        found = gradients((forward(parts, x, torch.tanh)[1] - 1).square().mean((1, 2)), parts)
        sgd(parts, found, rates)
    for copy, rate in enumerate(rates.tolist()):
        own = [part[0].detach().clone().requires_grad_() for part in start((3, 4, 5, 1), 2, generator(2))]
        optimiser = torch.optim.SGD(own, lr=rate)
        for _ in range(5):
            optimiser.zero_grad()
            h = torch.tanh(torch.tanh(x @ own[0] + own[1]) @ own[2] + own[3]) @ own[4] + own[5]
            (h - 1).square().mean().backward()
            optimiser.step()
        for part, twin in zip(parts, own, strict=True):
            torch.testing.assert_close(part[copy], twin, rtol=1e-4, atol=1e-5)


def test_adam_with_a_rate_for_each_copy_is_that_of_pytorch():
    x, rates = torch.randn(20, 3, generator=generator(1)), torch.tensor([0.1, 0.02])
    parts = start((3, 4, 1), 2, generator(2))
    adam = Adam(parts, rates)
    for _ in range(5):
        adam.step(gradients((forward(parts, x, torch.tanh)[1] - 1).square().mean((1, 2)), parts))
    for copy, rate in enumerate(rates.tolist()):
        own = [part[0].detach().clone().requires_grad_() for part in start((3, 4, 1), 2, generator(2))]
        optimiser = torch.optim.Adam(own, lr=rate)
        for _ in range(5):
            optimiser.zero_grad()
            (torch.tanh(x @ own[0] + own[1]) @ own[2] + own[3] - 1).square().mean().backward()
            optimiser.step()
        for part, twin in zip(parts, own, strict=True):
            torch.testing.assert_close(part[copy], twin, rtol=1e-4, atol=1e-5)
