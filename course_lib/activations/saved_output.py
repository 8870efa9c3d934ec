"""The derivatives of softplus from its output y, to any order and in both directions of differentiation.

slope = 1 - exp(-βy), and its derivative by y is bend = β·exp(-βy). `recommended` and `exact` share these Functions.

Why Functions and not plain formulas: PyTorch differentiates expm1(t) as expm1(t) + 1, which is 0 where exp(t) is
small. And inside a Function's `jvp` plain operations lose the tangents of an outer forward-mode level (PyTorch 2.13
returns 0 for the second derivative, silently): so every `jvp` here is one call of another Function.
"""

import torch
from torch.autograd import Function, forward_ad
from torch.nn import functional as F


class FromOutput(Function):
    """A Function of (x, beta) whose subclass computes y = softplus(x); backward and jvp need y alone."""

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.beta = inputs[1]
        ctx.save_for_backward(output)
        ctx.save_for_forward(output)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        if wants_derivative(grad, y):
            return Chain.apply(grad, y, ctx.beta), None
        return Chain.forward(grad, y, ctx.beta), None

    @staticmethod
    def jvp(ctx, tangent, _):
        (y,) = ctx.saved_tensors
        return Chain.apply(tangent, y, ctx.beta)


class Chain(Function):
    """(g, y) ↦ g·(1 - exp(-βy)): one step of the chain rule."""

    @staticmethod
    def forward(grad, y, beta):
        slope = _negative_expm1(torch.mul(y, -beta))
        return (
            slope * grad if _wrapped(grad) else slope.mul_(grad)
        )  # one array less where no batch hides in grad

    @staticmethod
    def setup_context(ctx, inputs, output):
        grad, y, ctx.beta = inputs
        ctx.save_for_backward(grad, y)
        ctx.save_for_forward(grad, y)

    @staticmethod
    def backward(ctx, outer):
        grad, y = ctx.saved_tensors
        return Chain.apply(outer, y, ctx.beta), outer * grad * Bend.apply(y, ctx.beta, 0), None

    @staticmethod
    def jvp(ctx, grad_tangent, y_tangent, _):
        grad, y = ctx.saved_tensors
        slope = Chain.apply(torch.ones_like(y), y, ctx.beta)
        return Terms.apply(_sizes(2, 3), grad_tangent, slope, y_tangent, grad, Bend.apply(y, ctx.beta, 0))

    @staticmethod
    def vmap(info, in_dims, grad, y, beta):
        grad, y = (_batch_first(t, dim, info.batch_size) for t, dim in ((grad, in_dims[0]), (y, in_dims[1])))
        return Chain.apply(grad, y, beta), 0


class Bend(Function):
    """y ↦ the n-th derivative of β·exp(-βy)."""

    @staticmethod
    def forward(y, beta, n):
        return (-beta) ** n * (beta * torch.exp(-beta * y))

    @staticmethod
    def setup_context(ctx, inputs, output):
        y, ctx.beta, ctx.n = inputs
        ctx.save_for_backward(y)
        ctx.save_for_forward(y)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * Bend.apply(y, ctx.beta, ctx.n + 1), None, None

    @staticmethod
    def jvp(ctx, tangent, *_):
        (y,) = ctx.saved_tensors
        return Terms.apply(_sizes(2), tangent, Bend.apply(y, ctx.beta, ctx.n + 1))

    @staticmethod
    def vmap(info, in_dims, y, beta, n):
        return Bend.apply(y, beta, n), in_dims[0]


class Terms(Function):
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
        return Terms.apply(_sizes(*map(len, terms)), *(factor for term in terms for factor in term))


def wants_derivative(*tensors):
    """Whether a Function is needed at all: one of the tensors is being differentiated, in any of PyTorch's ways.

    Where none is, the plain computation is the same and spares the Function's own cost (about 0.1 ms beside an array
    of a million elements, whose softplus takes 0.8 ms).
    """
    if any(_wrapped(t) or (t.requires_grad and torch.is_grad_enabled()) for t in tensors):
        return True
    return any(forward_ad.unpack_dual(t).tangent is not None for t in tensors)


def _wrapped(tensor):
    """Does a transform of torch.func, or gradcheck's batch, hide behind this tensor? A PyTorch that has no answer: yes."""
    questions = ("is_functorch_wrapped_tensor", "is_legacy_batchedtensor")
    return any(getattr(torch._C._functorch, name, lambda _: True)(tensor) for name in questions)


def _negative_expm1(t):
    """-expm1(t) for t <= 0, in place and in one pass: ELU with a negative alpha is that, and vectorised."""
    return F.elu_(t, alpha=-1.0)


def _product(factors):
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def _grouped(sizes, items):
    groups, start = [], 0
    for size in map(int, sizes.split()):
        groups.append(tuple(items[start : start + size]))
        start += size
    return groups


def _batch_first(tensor, dim, size):
    return tensor.expand(size, *tensor.shape) if dim is None else tensor.movedim(dim, 0)


def _sizes(*lengths):
    """The lengths as one word: torch.func would take a tuple apart, and lose count at the third forward level."""
    return " ".join(map(str, lengths))
