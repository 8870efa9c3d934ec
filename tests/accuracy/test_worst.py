"""worst_ulp: any function with a truth, a form by name, and what it refuses."""

import pytest
import torch

from course_lib.accuracy import Region, worst_ulp
from course_lib.activations import IMPLEMENTATIONS, Implementation, catalogue, stable


def wrong_at(z):
    """A stable form that is wrong at one float only: the one nearest to z."""

    def form(x, beta=1.0):
        y = stable(x, beta)
        return torch.where(x == torch.tensor(z / beta, dtype=torch.float64).to(x.dtype), 2 * y + 1, y)

    return form


@pytest.fixture
def register(monkeypatch):
    """`catalogue.register` until the test ends."""

    def add(form):
        monkeypatch.setitem(catalogue._FORMS, form.name, form)  # so that it is taken out again
        catalogue.register(form)

    return add


@pytest.mark.parametrize("beta", [1.0, 3.0])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_fault_at_a_declared_cut_off_is_found(register, dtype, beta):
    area = Region("around 7.3", 5.0 / beta, 9.0 / beta)
    undeclared = Implementation("planted", wrong_at(7.3), "wrong at one float")
    assert worst_ulp(undeclared, "value", dtype, area, beta, points=100).ulp < 3  # the sample passes it by
    register(undeclared)
    assert worst_ulp("planted", "value", dtype, area, beta, points=100).ulp < 3
    declared = Implementation("planted", wrong_at(7.3), "wrong at one float", lambda dtype: (7.3,))
    assert worst_ulp(declared, "value", dtype, area, beta, points=100).ulp > 1000
    register(declared)
    assert worst_ulp("planted", "value", dtype, area, beta, points=100).ulp > 1000
    assert worst_ulp(wrong_at(7.3), "value", dtype, area, beta, points=100).ulp > 1000


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
@pytest.mark.parametrize("name", [name for name, form in IMPLEMENTATIONS.items() if form.cuts(torch.float32)])
def test_each_cut_off_of_the_catalogue_is_tried(name, dtype):
    for cut in IMPLEMENTATIONS[name].cuts(dtype):
        area = Region("around", cut - 0.5, cut + 0.5)
        assert worst_ulp(wrong_at(cut), "value", dtype, area, points=2).ulp > 1000, cut


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
        (lambda x: x, "value", r"cannot be called with \(x, beta\).*Give a function of both"),
        (torch.nn.Softplus(), "value", r"^Softplus\(.*cannot be called with \(x, beta\)"),
    ],
    ids=["another dtype", "another shape", "nothing", "no gradient", "no beta", "a module"],
)
def test_worst_ulp_refuses_a_function_that_it_cannot_judge(function, quantity, words):
    with pytest.raises(TypeError, match=words):
        worst_ulp(function, quantity, "float16", "left")


@pytest.mark.parametrize("points", [0, -5, 1, 2.5])
def test_too_few_points_are_refused(points):
    with pytest.raises(ValueError, match="2 or more"):
        worst_ulp("naive", "value", "float32", "left", points=points)
