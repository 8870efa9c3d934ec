"""Derivatives in every mode: autograd, torch.func, forward mode, autocast, compile, export; and what is kept for them."""

import math

import pytest
import torch
from torch import nn
from torch.autograd import gradcheck, gradgradcheck
from torch.func import grad, hessian, jacfwd, jacrev, jvp, vmap

from course_lib.accuracy import true_value
from course_lib.activations import IMPLEMENTATIONS, Softplus, curvature, exact, inverse, slope, softplus

# PyTorch's own: it scripts its decompositions for forward mode, and Dynamo looks at what it traces
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*torch.jit.script.* is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*should not be instantiated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor that is not a leaf:UserWarning"),
]
X = torch.tensor([-700.0, -40.0, -2.0, -0.5, 0.0, 1.0, 19.9, 25.0, 33.5], dtype=torch.float64)
OURS = {"softplus": softplus, "exact": exact}
ours = pytest.mark.parametrize("form", OURS.values(), ids=OURS)
betas = pytest.mark.parametrize("beta", [1.0, 3.0, 0.25])


def truth(quantity, beta, x=X):
    return torch.tensor([float(t) for t in true_value(x, beta, quantity)], dtype=torch.float64)


def close(got, expected, tolerance=1e-13):
    assert torch.allclose(got, expected, rtol=tolerance, atol=1e-300), (got, expected)


@ours
@betas
def test_first_and_second_derivative_by_every_road(form, beta):
    x = X / max(beta, 1.0)

    def f(v):
        return form(v, beta)

    def total(v):
        return f(v).sum()

    close(vmap(grad(f))(x), truth("slope", beta, x))
    close(jvp(f, (x,), (torch.ones_like(x),))[1], truth("slope", beta, x))
    expected = truth("curvature", beta, x)
    for name, second in {
        "hessian": hessian(total),
        "forward over forward": jacfwd(jacfwd(total)),
        "reverse over forward": jacrev(jacfwd(total)),
        "reverse over reverse": jacrev(jacrev(total)),
    }.items():
        assert torch.allclose(second(x).diagonal(), expected, rtol=1e-13, atol=1e-300), name
    close(vmap(grad(grad(f)))(x), expected)


@ours
def test_third_derivative_in_both_directions(form):
    """f''' = -tanh(x/2) f''."""
    x = X[2:6]
    expected = -torch.tanh(x / 2) * truth("curvature", 1.0, x)

    def along(g):
        return lambda v: jvp(g, (v,), (torch.ones_like(v),))[1]

    assert torch.allclose(vmap(grad(grad(grad(form))))(x), expected, rtol=1e-12, atol=1e-15)
    assert torch.allclose(along(along(along(form)))(x), expected, rtol=1e-12, atol=1e-15)
    for road in (jacfwd(jacfwd(jacfwd(form))), jacfwd(jacfwd(grad(form))), grad(jacfwd(jacfwd(form)))):
        assert torch.allclose(vmap(road)(x), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("around", [0.0, 20.0, 33.0, -33.0])
@betas
def test_gradcheck_and_gradgradcheck_straddle_the_cuts(around, beta):
    x = (torch.linspace(around - 0.5, around + 0.5, 7, dtype=torch.float64) / beta).requires_grad_()
    modes = {"check_forward_ad": True, "check_batched_grad": True, "check_batched_forward_grad": True}
    second = {"check_fwd_over_rev": True, "check_rev_over_rev": True}
    for f in (softplus, slope, curvature):
        assert gradcheck(lambda v, f=f: f(v, beta), x, **modes)
        assert gradgradcheck(lambda v, f=f: f(v, beta), x, **second)
    if around > 0:
        assert gradcheck(lambda v: inverse(v, beta), x, **modes)
        assert gradgradcheck(lambda v: inverse(v, beta), x, **second)


def test_gradcheck_would_see_the_threshold():
    """The check above can fail: PyTorch's rule has no second derivative past 20."""
    x = torch.tensor([19.5, 20.5], dtype=torch.float64, requires_grad=True)
    (first,) = torch.autograd.grad(IMPLEMENTATIONS["torch_rule"].function(x).sum(), x, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), x)
    assert second[0] > 0 and second[1] == 0


@betas
def test_a_learned_beta_has_both_derivatives_to_second_order(beta):
    x = torch.tensor([-30.0, -2.0, 0.0, 0.5, 25.0], dtype=torch.float64, requires_grad=True)
    for shape in ((), (5,)):
        b = torch.full(shape, beta, dtype=torch.float64, requires_grad=True)
        assert gradcheck(softplus, (x, b), check_forward_ad=True, check_batched_grad=True)
        assert gradgradcheck(softplus, (x, b))
    assert vmap(grad(softplus, argnums=1), in_dims=(0, None))(x, b[0]).shape == (5,)


@pytest.mark.parametrize("dtype", [torch.float16, torch.float32, torch.float64])
def test_an_infinite_input_adds_nothing_to_the_gradient_of_a_learned_beta(dtype):
    x = torch.tensor([-3.0, 1.0, float("inf"), -float("inf")], dtype=dtype, requires_grad=True)
    grads = []
    for part in (x, x[:2].detach()):
        beta = torch.tensor(2.0, dtype=dtype, requires_grad=True)
        y = softplus(part, beta)
        y.sum().backward()
        grads.append(beta.grad)
    assert torch.equal(*grads) and grads[0] < 0
    nan = torch.tensor([float("nan")], dtype=dtype, requires_grad=True)
    softplus(nan, beta).sum().backward()
    assert nan.grad.isnan() and beta.grad.isnan()
    beta.grad = None
    assert x.grad[2:].tolist() == [1.0, 0.0] and softplus(x, beta)[2:].tolist() == [float("inf"), 0.0]


def test_the_derivative_by_beta_is_minus_an_entropy():
    x = torch.tensor([-50.0, -3.0, 0.0, 4.0, 50.0], dtype=torch.float64)
    beta = torch.tensor(2.0, dtype=torch.float64)
    p = torch.sigmoid(-(2 * x).abs())
    entropy = -torch.xlogy(p, p) - (1 - p) * torch.log1p(-p)
    close(vmap(grad(softplus, argnums=1), in_dims=(0, None))(x, beta), -entropy / 4, 1e-12)


def kept(activation):
    """Distinct storages saved for backward in Linear, activation, Linear (parameters left out)."""
    torch.manual_seed(0)
    first, last = nn.Linear(8, 8), nn.Linear(8, 8)
    parameters = {p.untyped_storage().data_ptr() for m in (first, last) for p in m.parameters()}
    found = {}

    def note(tensor):
        found[tensor.untyped_storage().data_ptr()] = tensor
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        result = last(activation(first(torch.randn(4, 8))))
    assert result.requires_grad
    return len(set(found) - parameters)


def test_softplus_keeps_as_many_tensors_as_relu():
    assert kept(softplus) == kept(torch.relu) == 2
    assert kept(torch.nn.functional.softplus) == 3  # the check can see one more
    assert kept(Softplus(3.0)) == 2
    assert kept(Softplus(3.0, learnable=True)) > 2  # a learned β needs the input, as its docstring says


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_autocast_leaves_the_dtype_of_the_input(dtype):
    x = torch.randn(4, 4)
    layer = nn.Linear(4, 4)
    with torch.autocast("cpu", dtype=dtype):
        hidden = layer(x)
        y = softplus(hidden, 3.0)
        y.float().sum().backward()
    assert hidden.dtype == y.dtype == dtype and torch.equal(y, softplus(hidden.detach(), 3.0))
    assert torch.isfinite(layer.weight.grad).all()


def test_deterministic_mode_and_repetition_change_no_bit():
    x = torch.randn(10_001)
    once = softplus(x, 3.0)
    torch.use_deterministic_algorithms(True)
    try:
        assert torch.equal(softplus(x, 3.0), once)
    finally:
        torch.use_deterministic_algorithms(False)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16])
@betas
def test_a_traced_graph_gives_the_same_values_and_slopes(dtype, beta):
    """aot_eager traces forward and backward as inductor does, and needs no C++ compiler."""
    torch.compiler.reset()
    traced = torch.compile(lambda v: softplus(v, beta), fullgraph=True, backend="aot_eager")
    x = X.to(dtype).requires_grad_()
    y = traced(x)
    (got,) = torch.autograd.grad(y.sum(), x)
    assert torch.equal(y, softplus(X.to(dtype), beta))
    (expected,) = torch.autograd.grad(softplus(x, beta).sum(), x)
    slack = 4 * torch.finfo(dtype).eps
    assert torch.allclose(got.double(), expected.double(), rtol=slack, atol=torch.finfo(dtype).tiny)


def test_a_traced_graph_takes_long_arrays_of_float64():
    """In eager mode they are read past PyTorch's operations (arithmetic/float64.py); a graph must not ask whether."""
    torch.compiler.reset()
    x = torch.linspace(-50, 50, 5001, dtype=torch.float64)
    y = torch.compile(softplus, fullgraph=True, backend="aot_eager")(x)
    assert torch.allclose(y, torch.logaddexp(x, x.new_zeros(())), rtol=1e-15, atol=0)


@pytest.mark.filterwarnings("ignore:Guards may run slower on Python 3.13.0:RuntimeWarning")  # and only there
@pytest.mark.parametrize("learnable", [False, True])
@pytest.mark.parametrize("strict", [False, True])
def test_export(learnable, strict):
    layer = Softplus(3.0, learnable=learnable, dtype=torch.float64)
    program = torch.export.export(layer, (X,), strict=strict)
    assert torch.allclose(program.module()(X), layer(X), rtol=1e-14)


def test_slope_curvature_and_inverse_can_be_traced():
    torch.compiler.reset()
    for f in (slope, curvature):
        traced = torch.compile(f, fullgraph=True, backend="aot_eager")
        assert torch.allclose(traced(X, 3.0), f(X, 3.0), rtol=1e-15)
    traced = torch.compile(inverse, fullgraph=True, backend="aot_eager")
    y = torch.tensor([-1.0, 0.5, 30.0])
    assert traced(y)[0].isnan() and torch.equal(traced(y)[1:], inverse(y[1:]))


def test_the_layer():
    fixed, learned = Softplus(2.0), Softplus(2.0, learnable=True, features=3)
    assert (
        repr(fixed) == "Softplus(beta=2)" and repr(learned) == "Softplus(beta=2, learnable=True, features=3)"
    )
    assert not fixed.state_dict() and list(learned.state_dict()) == ["log_beta"]
    other = Softplus(1.0, learnable=True, features=3)
    other.load_state_dict(learned.state_dict())
    x = torch.randn(5, 3)
    assert torch.equal(other(x), learned(x))
    assert torch.allclose(fixed(x), learned(x), rtol=1e-6)
    learned(x).sum().backward()
    assert learned.log_beta.grad.shape == (3,) and (learned.log_beta.grad < 0).all()
    assert fixed(x.bfloat16()).dtype == learned(x.bfloat16()).dtype == torch.bfloat16


def test_a_learned_layer_stays_positive_under_a_wild_optimiser():
    layer = Softplus(1.0, learnable=True)
    optimiser = torch.optim.Adam(layer.parameters(), lr=2.0)
    for _ in range(20):
        optimiser.zero_grad()
        (-layer(torch.zeros(4)).sum()).backward()  # rewards a smaller β
        optimiser.step()
        assert layer.beta > 0
    assert layer.beta < 1e-10
    with torch.no_grad():
        layer.log_beta.fill_(-math.inf)
    with pytest.raises(ValueError, match="every beta must be positive"):
        layer(torch.zeros(4))


def test_stable_has_the_wrong_slope_at_zero_and_softplus_the_right_one():
    zero = torch.zeros(1, requires_grad=True)
    assert torch.autograd.grad(IMPLEMENTATIONS["stable"].function(zero), zero)[0] == 1.0
    assert torch.autograd.grad(softplus(zero), zero)[0] == 0.5
