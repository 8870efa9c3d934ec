"""Task 06-tests says which gradient test finds which fault; here each faulty version is built and both tests are run."""

import pytest
import torch
from torch.autograd import Function, gradcheck, gradgradcheck
from torch.nn import functional as F

from course_lib.checks import TASKS


class KeepOutput(Function):
    @staticmethod
    def forward(x):
        return torch.logaddexp(x, torch.zeros_like(x))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad):  # its curvature is 0 from 18 on in float32
        return grad * -torch.expm1(-ctx.saved_tensors[0])


class Half(KeepOutput):
    @staticmethod
    def backward(ctx, grad):
        return grad * -0.5 * torch.expm1(-ctx.saved_tensors[0])


class Constant(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(torch.sigmoid(x))
        return torch.logaddexp(x, torch.zeros_like(x))

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0]


class WrongSignChain(Function):
    @staticmethod
    def forward(grad, y):
        return grad * -torch.expm1(-y)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, outer):
        grad, y = ctx.saved_tensors
        return WrongSignChain.apply(outer, y), -outer * grad * torch.exp(-y)


class Sign(KeepOutput):
    @staticmethod
    def backward(ctx, grad):
        return WrongSignChain.apply(grad, ctx.saved_tensors[0])


class OutputTested(KeepOutput):
    @staticmethod
    def forward(x):
        return F.softplus(x)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * torch.where(y > 20.0, 1.0, -torch.expm1(-y))


FAULTS = {
    "half": Half,
    "constant": Constant,
    "sign": Sign,
    "lost digits": KeepOutput,
    "output tested": OutputTested,
}


def first_to_find(function):
    points = torch.linspace(-3, 3, 100, dtype=torch.float64, requires_grad=True)
    for name, test in (("gradcheck", gradcheck), ("gradgradcheck", gradgradcheck)):
        if not test(function.apply, points, raise_exception=False):
            return name
    return "neither"


def test_every_statement_is_measured():
    assert set(FAULTS) == set(TASKS["06-tests"].statements)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_stated_test_is_the_first_to_find_the_fault(fault):
    answers = TASKS["06-tests"].statements[fault]
    (stated,) = [word for word, answer in answers.items() if answer.correct]
    assert first_to_find(FAULTS[fault]) == stated


def test_the_versions_that_pass_are_faulty_where_the_task_says():
    x = torch.tensor([19.0], requires_grad=True)
    (slope,) = torch.autograd.grad(KeepOutput.apply(x), x, create_graph=True)
    (curvature,) = torch.autograd.grad(slope, x)
    assert curvature.item() == 0.0
    inside = torch.tensor([20.0 - 1e-9], dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(OutputTested.apply(inside), inside)
    assert slope.item() == 1.0 and torch.sigmoid(inside).item() < 1.0
