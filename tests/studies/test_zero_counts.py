"""Exact zeros before a ReLU: counted, and the slope there given, as said."""

import pytest
import torch
from torch.nn import functional as F

from course_lib.studies import conclude, difference, mean_of, recorded
from course_lib.studies.networks import generator
from course_lib.studies.zero_counts import LONG, SMALL, Convolution, Counter, one_seed, train


@pytest.mark.parametrize("at_zero", [0.0, 0.5, 1.0])
def test_the_relu_with_a_slope_at_0_counts_its_zeros(at_zero):
    x = torch.tensor([-1.0, 0.0, -0.0, 2.0], requires_grad=True)
    counter = Counter(at_zero)
    y = counter(x)
    y.sum().backward()
    assert y.tolist() == [0, 0, 0, 2] and x.grad.tolist() == [0, at_zero, at_zero, 1]
    assert counter.batches == [(2, 4)]


def test_the_slope_0_is_that_of_torch_relu():
    ours = train(SMALL, 3, "dense", torch.float32, Counter(0.0))
    theirs = train(SMALL, 3, "dense", torch.float32, torch.relu)
    assert all(map(torch.equal, ours.parameters(), theirs.parameters()))


def test_the_convolution_is_that_of_torch():
    network = Convolution(5, torch.relu, generator(1), bias=True)
    with torch.no_grad():
        network.bias.copy_(torch.arange(5.0))
    x = torch.randn(7, 64, generator=generator(2))
    kernel = network.weights.T.reshape(5, 1, 3, 3)
    h = F.relu(F.conv2d(x.reshape(7, 1, 8, 8), kernel, network.bias)).flatten(2).mT.flatten(1)
    torch.testing.assert_close(network(x), network.last(h))


def test_a_blank_patch_is_an_exact_zero_without_a_bias():
    counter = Counter(0.0)
    image = torch.zeros(1, 8, 8)
    image[0, 7, 7] = 1.0  # in one patch of 36
    Convolution(2, counter, generator(1), bias=False)(image.reshape(1, 64))
    assert counter.batches == [(70, 72)]


def test_what_a_seed_counts():
    found = {(row[0], row[2]): row[3] for row in one_seed(SMALL, 0).kept}
    counter = Counter(0.5)
    train(SMALL, 0, "convolution", torch.float32, counter)
    zeros, seen = counter.batches[0]
    assert found["convolution, float32, slope 0.5 at 0", "zeros in the first batch"] == zeros / seen > 0


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("zero_counts", again).frame
    for dtype in LONG.dtypes:
        for slope in ("0.5", "1"):
            # where no input is 0, the slope there changes nothing, to the last bit
            if dtype == "float32":
                assert mean_of(frame, "zeros later", f"dense, float32, slope {slope} at 0").mean == 0
                assert mean_of(frame, "changed", f"dense, float32, slope {slope} at 0").mean == 0
            for name in LONG.networks:
                apart = difference(
                    frame,
                    "accuracy",
                    f"{name}, {dtype}, slope {slope} at 0",
                    f"{name}, {dtype}, slope 0 at 0",
                )
                assert conclude(apart, LONG.smallest) == "no difference"
    blank = mean_of(frame, "zeros later", "convolution without bias, float32, slope 1 at 0")
    assert blank.low > 0.01
    # a blank patch has no weights to teach and no bias
    assert mean_of(frame, "changed", "convolution without bias, float32, slope 1 at 0").mean == 0
    assert mean_of(frame, "changed", "convolution, float32, slope 1 at 0").low > 0.5
