"""Bytes that are kept, and the least time that a device allows."""

import pytest
import torch
from torch.nn import functional as F

from course_lib.activations import exact, softplus
from course_lib.timing import Roofline, TimingError, beside_others, memory, roofline


@pytest.mark.parametrize(
    ("function", "kept"),
    [
        (F.relu, 0),  # the result is enough
        (F.softplus, 0),  # x, which the caller keeps anyway
        (softplus, 0),
        (exact, 0),
        (lambda x: F.softplus(3 * x), 1),  # 3x
        (lambda x: torch.exp(torch.sin(2 * x)), 1),  # 2x for the sine; exp keeps its result
    ],
)
def test_bytes_kept_beside_x_and_the_result(function, kept):
    x = torch.randn(1000)
    found = memory(function, x)
    assert (found.kept, found.input, found.output) == (kept * 4000, 4000, 4000)
    assert found.kept_inputs == kept and found.peak is None and not x.requires_grad


def test_what_is_kept_in_a_network_is_counted_once():
    """Behind a linear layer x of the activation is nobody's but its own: PyTorch's softplus keeps it, ReLU does not."""
    weights = torch.randn(50, 50, requires_grad=True)
    extra = {
        f: memory(lambda x, f=f: f(x @ weights) @ weights, torch.randn(20, 50)).kept
        for f in (F.relu, F.softplus)
    }
    assert extra[F.softplus] - extra[F.relu] == 20 * 50 * 4


def test_what_has_no_gradient_is_refused():
    with pytest.raises(TimingError, match="the function's result has no gradient"):
        memory(lambda x: x.detach(), torch.ones(2))
    with pytest.raises(TimingError, match="give a tensor of real floats"):
        memory(F.relu, torch.ones(2, dtype=torch.int64))


def test_the_least_time_is_that_of_the_bytes_or_of_the_arithmetic():
    roof = Roofline("cpu", 1, bytes_per_second=10e9, flops_per_second=100e9)
    assert roof.seconds(10**6, items=2) == pytest.approx(8e-4)
    assert roof.seconds(10**6, items=2, item_bytes=2) == pytest.approx(4e-4)
    assert roof.seconds(10**6, items=2, flops=1000) == pytest.approx(1e-2)
    assert roof.share(1.6e-3, 10**6, items=2) == pytest.approx(0.5)
    assert "copies 10 GB/s" in roof.in_words()
    with pytest.raises(TimingError, match="give positive numbers"):
        roof.seconds(0, items=2)


def test_a_roofline_is_measured():
    found = roofline(budget=0.1, size=2**16, matrix=64)
    assert found.bytes_per_second > 1e6 and found.flops_per_second > 1e6
    with pytest.raises(TimingError, match="Take a smaller size"):
        roofline(size=10**14)


def test_other_programs_time_the_same_work():
    x = torch.randn(1000)
    frame = beside_others({"relu": lambda: F.relu(x), "softplus": lambda: F.softplus(x)}, budget=0.1)
    assert (
        frame["function"].tolist() == ["relu", "softplus"] and (frame.select_dtypes("number") > 0).all().all()
    )
    assert frame["ratio"][0] == 1.0 and frame["ratio low"][1] <= frame["ratio"][1] <= frame["ratio high"][1]
