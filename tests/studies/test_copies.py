"""Copies side by side train as each would alone, and Adam here is PyTorch's."""

import pytest
import torch

from course_lib.studies.copies import Adam, forward, gradients, sgd, start
from course_lib.studies.data import diabetes, digits, divided
from course_lib.studies.networks import generator


@pytest.mark.parametrize("method", ["SGD", "Adam"])
def test_two_copies_are_two_networks_of_their_own(method):
    x = torch.randn(20, 3, generator=generator(1))
    rates = torch.tensor([0.1, 0.02])
    parts = start((3, 4, 5, 1), 2, generator(2))
    adam = Adam(parts, rates)
    for _ in range(5):
        found = gradients((forward(parts, x, torch.tanh)[1] - 1).square().mean((1, 2)), parts)
        adam.step(found) if method == "Adam" else sgd(parts, found, rates)
    for copy, rate in enumerate(rates.tolist()):
        own = [part[0].detach().clone().requires_grad_() for part in start((3, 4, 5, 1), 2, generator(2))]
        optimiser = getattr(torch.optim, method)(own, lr=rate)
        for _ in range(5):
            optimiser.zero_grad()
            h = torch.tanh(torch.tanh(x @ own[0] + own[1]) @ own[2] + own[3]) @ own[4] + own[5]
            (h - 1).square().mean().backward()
            optimiser.step()
        for part, twin in zip(parts, own, strict=True):
            torch.testing.assert_close(part[copy], twin, rtol=1e-4, atol=1e-5)


def test_the_data():
    x, y = diabetes()
    assert x.shape == (442, 10) and y.shape == (442, 1)
    for part in (x, y):
        torch.testing.assert_close(part.mean(0), torch.zeros(part.shape[1]), atol=1e-5, rtol=0)
        torch.testing.assert_close(part.std(0, correction=0), torch.ones(part.shape[1]))
    images, labels = digits()
    assert images.shape == (1797, 64) and set(labels.tolist()) == set(range(10))
    train, test = divided(10, 3, generator(1))
    assert sorted([*train.tolist(), *test.tolist()]) == list(range(10)) and len(test) == 3
