"""The derivatives of softplus from its output y, to any order and in both directions of differentiation.

slope = 1 - exp(-βy), and the slope's derivative by y is β·exp(-βy). All forms that keep their output share these Functions.
For the half types both are computed in float32 and rounded once; βy in a half type would add a rounding of its own.

Why Functions and not plain formulas: PyTorch differentiates expm1(t) as expm1(t) + 1, which is 0 where exp(t) is
small. And inside a Function's `jvp` plain operations lose the tangents of an outer forward-mode level (PyTorch 2.13
returns 0 for the second derivative, silently): so every `jvp` here is one call of another Function.
"""

from functools import reduce
from itertools import islice
from operator import mul

import torch
from torch.autograd import Function, forward_ad

from course_lib.activations.autograd.reading import forward_mode_is_active, transform_is_active
from course_lib.activations.product import product

HALF = (torch.float16, torch.bfloat16)


def output_suffices(dtype, beta):
    """Does y = softplus(x, β), rounded to `dtype`, still know the slope?

    Where y is subnormal it has lost digits, and with them the slope, βy there. So the slope must be small at the smallest
    normal y: at most 2^-13, which is β <= 2 in float16, β <= 1e34 in float32. And where y is inf, the slope must be 1.
    """
    if beta == 1.0:
        return True
    info = torch.finfo(dtype)
    return beta * info.smallest_normal <= 2.0**-13 and beta * info.max >= 40.0


def times_slope(grad, y, beta):
    """g·(1 - exp(-βy)) on plain tensors: three passes in the one array that it returns; the last is 0 - g·expm1."""
    if beta != 1.0 and y.dtype in HALF:
        return y.float().mul_(-beta).expm1_().neg_().to(y.dtype).mul_(grad)
    below = torch.mul(y, -beta).expm1_()
    return torch.addcmul(below.new_zeros(()), below, grad, value=-1, out=below)


def widened(y):
    """y, or in float32 what is a half type."""
    return y.float() if y.dtype in HALF else y


def differentiable(x, beta, value, backward=times_slope):
    """y = value(x, beta), differentiable as far as somebody asks for it, and no slower than that needs.

    value: softplus on plain tensors. backward: as `times_slope`; plain backpropagation takes it for the first derivative.
    """
    if not wants_derivative(x):
        return value(x, beta)
    if transform_is_active() or forward_mode_is_active():
        return FromOutput.apply(x, beta, value)
    return _Backpropagated.apply(x, beta, value, backward)


class FromOutput(Function):
    """(x, β, value) ↦ y = value(x, β), with every derivative from y."""

    @staticmethod
    def forward(x, beta, value):
        return value(x, beta)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.beta = inputs[1]
        ctx.save_for_backward(output)
        ctx.save_for_forward(output)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        step = TimesSlope.apply if wants_derivative(grad, y) else TimesSlope.forward
        return step(grad, y, ctx.beta), None, None

    @staticmethod
    def jvp(ctx, tangent, *_):
        (y,) = ctx.saved_tensors
        return TimesSlope.apply(tangent, y, ctx.beta)

    @staticmethod
    def vmap(info, in_dims, x, beta, value):
        return FromOutput.apply(x, beta, value), in_dims[0]


class _Backpropagated(Function):
    """The same for `backward` alone: PyTorch's older style of Function, which costs a quarter of the newer one's time.

    (About 6 µs against 25 µs a call, beside an array of a million elements that takes 600 µs.)
    """

    @staticmethod
    def forward(ctx, x, beta, value, backward):
        y = value(x, beta)
        ctx.beta, ctx.first_derivative = beta, backward
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        step = TimesSlope.apply if wants_derivative(grad, y) else ctx.first_derivative
        return step(grad, y, ctx.beta), None, None, None


class TimesSlope(Function):
    """(g, y) ↦ g·(1 - exp(-βy)): one step of the chain rule."""

    @staticmethod
    def forward(grad, y, beta):
        if _is_transformed(grad) or _is_transformed(y):  # a batch hides in it: no writing in place
            return grad * (-torch.expm1(widened(y) * -beta)).to(y.dtype)
        return times_slope(grad, y, beta)

    @staticmethod
    def setup_context(ctx, inputs, output):
        grad, y, ctx.beta = inputs
        ctx.save_for_backward(grad, y)
        ctx.save_for_forward(grad, y)

    @staticmethod
    def backward(ctx, outer):
        grad, y = ctx.saved_tensors
        return TimesSlope.apply(outer, y, ctx.beta), outer * grad * SlopeByOutput.apply(y, ctx.beta, 0), None

    @staticmethod
    def jvp(ctx, grad_tangent, y_tangent, _):
        grad, y = ctx.saved_tensors
        slope = TimesSlope.apply(torch.ones_like(y), y, ctx.beta)
        return SumOfProducts.apply(
            _sizes(2, 3), grad_tangent, slope, y_tangent, grad, SlopeByOutput.apply(y, ctx.beta, 0)
        )

    @staticmethod
    def vmap(info, in_dims, grad, y, beta):
        grad, y = (_batch_first(t, dim, info.batch_size) for t, dim in ((grad, in_dims[0]), (y, in_dims[1])))
        return TimesSlope.apply(grad, y, beta), 0


class SlopeByOutput(Function):
    """y ↦ the n-th derivative of β·exp(-βy)."""

    @staticmethod
    def forward(y, beta, n):
        if beta == 1.0:
            result = torch.exp(-widened(y))
        else:  # exp would make the rounding of βy βy times as large
            z, delta = product(y, beta)
            result = beta * torch.exp(-z)
            result = result if delta is None else result - result * delta
        for _ in range(n):
            result = result * -beta
        return result.to(y.dtype)

    @staticmethod
    def setup_context(ctx, inputs, output):
        y, ctx.beta, ctx.n = inputs
        ctx.save_for_backward(y)
        ctx.save_for_forward(y)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * SlopeByOutput.apply(y, ctx.beta, ctx.n + 1), None, None

    @staticmethod
    def jvp(ctx, tangent, *_):
        (y,) = ctx.saved_tensors
        return SumOfProducts.apply(_sizes(2), tangent, SlopeByOutput.apply(y, ctx.beta, ctx.n + 1))

    @staticmethod
    def vmap(info, in_dims, y, beta, n):
        return SlopeByOutput.apply(y, beta, n), in_dims[0]


class SumOfProducts(Function):
    """A sum of products: sizes "2 3" of factors a, b, c, d, e mean ab + cde. Its tangent is a sum of products again."""

    generate_vmap_rule = True

    @staticmethod
    def forward(sizes, *factors):
        return sum(_product(term) for term in _grouped(sizes, factors))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.sizes, *factors = inputs
        ctx.save_for_backward(*factors)
        ctx.save_for_forward(*factors)

    @staticmethod
    def backward(ctx, outer):
        grads = []
        for term in _grouped(ctx.sizes, ctx.saved_tensors):
            grads += [outer * _product(term[:i] + term[i + 1 :]) for i in range(len(term))]
        return None, *grads

    @staticmethod
    def jvp(ctx, _, *tangents):
        pairs = zip(_grouped(ctx.sizes, ctx.saved_tensors), _grouped(ctx.sizes, tangents), strict=True)
        terms = [(*term[:i], tangent[i], *term[i + 1 :]) for term, tangent in pairs for i in range(len(term))]
        return SumOfProducts.apply(_sizes(*map(len, terms)), *(factor for term in terms for factor in term))


def wants_derivative(*tensors):
    """Whether a Function is needed at all: one of the tensors is being differentiated, in any of PyTorch's ways."""
    if torch.is_grad_enabled() and any(t.requires_grad for t in tensors):
        return True
    if any(_is_transformed(t) for t in tensors):
        return True
    return forward_mode_is_active() and any(forward_ad.unpack_dual(t).tangent is not None for t in tensors)


def _is_transformed(tensor):
    """Does a transform of torch.func, or gradcheck's batch, hide behind this tensor? A PyTorch that has no answer: yes."""
    return _hides_a_transform(tensor) or _hides_a_batch(tensor)


_hides_a_transform = getattr(torch._C._functorch, "is_functorch_wrapped_tensor", lambda _: True)
_hides_a_batch = getattr(torch._C._functorch, "is_legacy_batchedtensor", lambda _: True)


def _product(factors):
    return reduce(mul, factors)


def _grouped(sizes, items):
    rest = iter(items)
    return [tuple(islice(rest, int(size))) for size in sizes.split()]


def _batch_first(tensor, dim, size):
    return tensor.expand(size, *tensor.shape) if dim is None else tensor.movedim(dim, 0)


def _sizes(*lengths):
    """The lengths as one word: torch.func would take a tuple apart, and lose count at the third forward level."""
    return " ".join(map(str, lengths))
