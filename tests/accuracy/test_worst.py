"""worst_ulp: any function with a truth, a form by name, and what it refuses."""

import pytest
import torch

from course_lib.accuracy import worst_ulp


def test_worst_ulp_takes_any_function_with_a_truth():
    found = worst_ulp(
        lambda x, beta: torch.tanh(x),
        "value",
        "float32",
        "centre",
        points=500,
        truth=lambda mp, x, b: mp.tanh(x),
    )
    assert 0 < found.ulp < 4 and abs(found.x) <= 1 and found.points > 400
    wrong = worst_ulp(
        lambda x, beta: x, "value", "float32", "centre", points=500, truth=lambda mp, x, b: mp.tanh(x)
    )
    assert wrong.ulp > 1000


def test_worst_ulp_says_what_it_does_not_know():
    with pytest.raises(ValueError, match="unknown implementation 'softplux'"):
        worst_ulp("softplux", "value", "float32", "left")
    with pytest.raises(ValueError, match=r"unknown region 'middle'; expected one of underflow"):
        worst_ulp("exact", "value", "float32", "middle")
    with pytest.raises(ValueError, match="unknown float type 'float31'"):
        worst_ulp("exact", "value", "float31", "left")
    with pytest.raises(ValueError, match="unknown quantity 'area'"):
        worst_ulp("exact", "area", "float32", "left")


@pytest.mark.parametrize(
    ("function", "quantity", "words"),
    [
        (lambda x, beta: x.double(), "value", r"returned torch.float64 of shape .* keeps dtype and shape"),
        (lambda x, beta: x[:2], "value", r"shape \(2,\) for an input"),
        (lambda x, beta: None, "value", "returned NoneType"),
        (lambda x, beta: x.detach(), "slope", r"slope is taken by autograd.*no gradient"),
    ],
    ids=["another dtype", "another shape", "nothing", "no gradient"],
)
def test_worst_ulp_refuses_a_function_that_it_cannot_judge(function, quantity, words):
    with pytest.raises(TypeError, match=words):
        worst_ulp(function, quantity, "float16", "left")


@pytest.mark.parametrize("points", [0, -5, 1, 2.5])
def test_too_few_points_are_refused(points):
    with pytest.raises(ValueError, match="2 or more"):
        worst_ulp("naive", "value", "float32", "left", points=points)
