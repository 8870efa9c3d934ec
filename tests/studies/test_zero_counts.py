"""ReLU's slope at 0: the count and the three programs are checked by hand; blank images meet the corner at once."""

from dataclasses import replace

import pytest
import torch
from torch.nn import functional as F

from course_lib.studies import mean_of, recorded
from course_lib.studies.copies import start
from course_lib.studies.data import divided
from course_lib.studies.networks import batches, generator
from course_lib.studies.zero_counts import LONG, SMALL, images_of, one_seed, relu_with_slope


@pytest.mark.parametrize("at_zero", [0.0, 0.5, 1.0])
def test_the_slope_at_zero(at_zero):
    z = torch.tensor([-1.0, -0.0, 0.0, 1e-40, 2.0], requires_grad=True)
    y = relu_with_slope(at_zero)(z)
    assert torch.equal(y, F.relu(z))
    y.sum().backward()
    assert z.grad.tolist() == [0.0, at_zero, at_zero, 1.0, 1.0]


def test_a_slow_twin_counts_the_same_zeros():
    config = replace(SMALL, kinds=("float32 with blank images",), activations=("slope 0",))
    x, labels = images_of(True)
    train, test = divided(len(x), config.held_out, generator(3, 1))
    parts = [
        part[0].detach().clone().requires_grad_() for part in start((64, 32, 32, 11), 1, generator(3, 2))
    ]
    zeros = sums = 0
    for batch in batches(len(train), config.batch, generator(3, 3)):
        chosen = train[batch]
        first = x[chosen] @ parts[0] + parts[1]
        second = F.relu(first) @ parts[2] + parts[3]
        zeros += int((first == 0).sum() + (second == 0).sum())
        sums += first.numel() + second.numel()
        loss = F.cross_entropy(F.relu(second) @ parts[4] + parts[5], labels[chosen])
        with torch.no_grad():
            for part, gradient in zip(parts, torch.autograd.grad(loss, parts), strict=True):
                part -= config.rate * gradient
    found = {row[2]: row[3] for row in one_seed(config, 3).kept}
    assert zeros > 0 and found["zeros"] == pytest.approx(zeros / sums * 1e6, rel=1e-6)
    right = (
        F.relu(F.relu(x[test] @ parts[0] + parts[1]) @ parts[2] + parts[3]) @ parts[4] + parts[5]
    ).argmax(1)
    assert found["accuracy"] == pytest.approx((right == labels[test]).double().mean().item(), abs=0.003)


def test_the_images():
    x, labels = images_of(True)
    assert x.min() == 0 and x.max() == 1 and torch.equal(x, x.to(torch.bfloat16).float())
    blank = (x == 0).all(1)
    assert torch.equal(blank, labels == 10) and blank.sum() == 90
    assert not (images_of(False)[0] == 0).all(1).any()


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("zero_counts", again).frame
    wide = frame.pivot(index=["seed", "condition"], columns="metric", values="value").reset_index()
    never = wide[(wide["met"] == 0) & (wide["condition"] != "")]
    # who never meets the corner cannot see its slope
    assert (never["same"].dropna() == 1).all() and len(never)
    for kind in LONG.kinds:
        assert mean_of(frame, "same", f"slope 0, {kind}").mean == 1
