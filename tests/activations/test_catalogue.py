"""The cut-offs in the catalogue are those at which the forms' code really changes its formula: all of them, and no other.

A form is run on a fine grid while every comparison of a tensor with a number is watched. Where the answer differs between
two neighbours of the grid, there is a switch. PyTorch's own code cannot be watched so: its threshold is seen in values.
"""

import inspect
import math

import pytest
import torch
from torch.overrides import TorchFunctionMode

from course_lib.activations import IMPLEMENTATIONS, product, torch_rule
from course_lib.activations.arithmetic import compensated, correctly_rounded
from course_lib.activations.catalogue import Implementation
from course_lib.activations.kernels import fused as fused_file

DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
STEP = 0.25
Z = torch.arange(-750, 180, STEP, dtype=torch.float64)
WATCHED = sorted(set(IMPLEMENTATIONS) - {"torch_rule"})


class Watch(TorchFunctionMode):
    """The answers to all comparisons with a number other than 0, for tensors of `size` elements."""

    def __init__(self, size):
        super().__init__()
        self.size, self.answers = size, []

    def __torch_function__(self, function, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        result, name = function(*args, **kwargs), function.__name__.strip("_")
        if name in ("lt", "le", "gt", "ge"):
            self.compare(args[0], args[1])
        if name == "clamp":
            for bound in (*args[1:], *kwargs.values()):
                self.compare(args[0], bound)
        return result

    def compare(self, tensor, number):
        if (
            isinstance(tensor, torch.Tensor)
            and isinstance(number, float)
            and number
            and tensor.numel() == self.size
        ):
            self.answers.append(tensor.detach().double() > number)


def switches(function, dtype, betas=(1.0, 3.0, 0.1), grid=Z):
    """Intervals (low, high) of z = βx in which some comparison changes its answer."""
    found = set()
    for beta in betas:
        for part in (grid, *(grid[at : at + 1000] for at in range(0, len(grid), 999))):
            x = (part / beta).to(dtype)
            with Watch(len(part)) as watch:
                function(x, beta)
            for answer in watch.answers:
                at = (answer[1:] != answer[:-1]).nonzero().flatten()
                found.update((x[i].item() * beta, x[i + 1].item() * beta) for i in at.tolist())
    return found


def within(cut, interval, dtype):
    slack = 4 * torch.finfo(dtype).eps * abs(cut)
    return interval[0] - slack <= cut <= interval[1] + slack


def not_listed(cuts, found, dtype):
    return [interval for interval in sorted(found) if not any(within(cut, interval, dtype) for cut in cuts)]


def not_switched(cuts, found, dtype):
    return [cut for cut in cuts if not any(within(cut, interval, dtype) for interval in found)]


def ways(name, monkeypatch):
    """The code that may answer for a form: itself, or itself on a device that has no float64."""
    form = IMPLEMENTATIONS[name].function
    yield form
    with monkeypatch.context() as patch:
        if name == "softplus":
            patch.setattr(product, "has_float64", lambda x: False)
            yield form
        if name == "exact":  # every input in doubt, so that all are computed with twice the digits
            patch.setattr(correctly_rounded, "_ERROR", math.nan)
            yield form


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("name", WATCHED)
def test_each_switch_of_a_form_is_in_the_catalogue_and_nothing_else_is(name, dtype, monkeypatch):
    cuts = IMPLEMENTATIONS[name].cuts(dtype)
    found = set().union(*(switches(form, dtype) for form in ways(name, monkeypatch)))
    assert not not_listed(cuts, found, dtype)
    assert not not_switched(cuts, found, dtype)


def test_the_threshold_is_that_of_pytorch_and_changes_the_value():
    default = inspect.signature(torch.nn.Softplus).parameters["threshold"].default
    for dtype in DTYPES:
        assert IMPLEMENTATIONS["torch_rule"].cuts(dtype) == (default,)
    x = torch.tensor([default, math.nextafter(default, math.inf)], dtype=torch.float64)
    assert torch_rule(x)[0] != x[0] and torch_rule(x)[1] == x[1] and torch.log1p(torch.exp(x))[1] != x[1]


def test_the_compiled_form_switches_where_its_entry_says():
    """Run as PyTorch's operations: compiled code cannot be watched, and its first lines are the same."""
    from course_lib.activations.kernels import _cuts

    def answer(x, beta):
        return fused_file.scaled_value(x, torch.tensor(beta, dtype=torch.float64))

    found = switches(answer, torch.float32, (1.0, 3.0)) | switches(
        lambda x, _: fused_file.value(x), torch.float32, (1.0,)
    )
    own = set(_cuts(torch.float32)) - set(compensated.cuts(torch.float32))
    assert not not_listed(own, found, torch.float32) and not not_switched(own, found, torch.float32)
    assert set(compensated.cuts(torch.float32)) <= set(
        _cuts(torch.float32)
    )  # of softplus, which does the rest


def two_formulas(x, beta=1.0):
    z = beta * x
    return torch.where(z > 7.25, z, torch.log1p(torch.exp(z.clamp(max=30.0)))) / beta


@pytest.mark.parametrize(
    ("cuts", "unlisted", "unswitched"),
    [((7.25, 30.0), 0, 0), ((30.0,), 1, 0), ((7.25, 30.0, 12.0), 0, 1), ((), 2, 0)],
)
def test_a_missing_cut_and_an_idle_one_are_noticed(cuts, unlisted, unswitched):
    form = Implementation("two formulas", two_formulas, "", lambda dtype: cuts)
    found = switches(form.function, torch.float64, (1.0,))
    assert len(not_listed(form.cuts(torch.float64), found, torch.float64)) == unlisted
    assert len(not_switched(form.cuts(torch.float64), found, torch.float64)) == unswitched
