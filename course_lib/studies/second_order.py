"""Do second derivatives help an optimiser, and does the corner of ReLU harm it?

Two problems, each with ReLU and with softplus. *Margins*: a linear classifier of breast tumours (scikit-learn ships them)
with the loss f(1 − y·w·x), which is the hinge loss for ReLU and a logistic loss for softplus; convex. *Network*: one hidden
layer on the diabetes data, squared error; not convex. Newton uses the Hessian, Gauss–Newton only first derivatives of the
network (so never f″), L-BFGS (Nocedal 1980) only gradients. Each step that does not lower the loss is shortened or damped,
as in Nocedal, Wright, Numerical Optimization, 2006.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import diabetes, tumours
from course_lib.studies.networks import generator
from course_lib.studies.running import Rows, study_run

Loss = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 20 evaluations of loss and gradient, and 0.02 in the network's error.

    margins: activations in the classifier's loss; `weight` is that of the penalty ½·weight·|w|². networks: activations of
    the hidden layer of `width` units; error = mean squared error / variance of the target, on the rows trained on. methods:
    a classifier leaves out Gauss–Newton, which needs a sum of squares. rows:
    drawn for each seed. evaluations, network_evaluations: the most a method may use. A classifier has arrived when its
    loss is within the share `close` of the way from the start to the best loss; a network when no part of its gradient is
    above `flat`.
    """

    margins: tuple[str, ...] = ("relu", "softplus", "softplus β=10")
    networks: tuple[str, ...] = ("relu", "softplus")
    methods: tuple[str, ...] = ("Newton", "Gauss–Newton", "L-BFGS")
    rows: int = 200
    width: int = 4
    weight: float = 0.01
    evaluations: int = 200
    network_evaluations: int = 100
    close: float = 1e-4
    flat: float = 1e-5
    smallest: float = 20.0
    smallest_error: float = 0.02


SMALL = Config(
    margins=("relu", "softplus"), rows=30, width=2, evaluations=8, network_evaluations=8
)  # for tests
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


@dataclass
class Trace:
    """Every evaluation of loss and gradient: the loss, and the largest part of the gradient; and where it ended."""

    losses: list[float]
    gradients: list[float]
    end: Tensor

    def first(self, found: Callable[[float, float], bool], most: int) -> int:
        """The number of the first evaluation that `found(loss, gradient)` accepts, from 1; most + 1 where there is none."""
        pairs = zip(self.losses[:most], self.gradients, strict=False)
        return next((place for place, pair in enumerate(pairs, start=1) if found(*pair)), most + 1)


def with_gradient(loss: Loss, w: Tensor) -> tuple[Tensor, Tensor]:
    """(loss, gradient) at w (n,)."""
    w = w.detach().requires_grad_()
    value = loss(w)
    return value.detach(), torch.autograd.grad(value, w)[0]


def hessian(loss: Loss, w: Tensor) -> Tensor:
    """The matrix of second derivatives at w, (n, n); its rows are computed at once."""
    w = w.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(loss(w), w, create_graph=True)
    if not gradient.requires_grad:  # a loss that is linear between its corners
        return torch.zeros(len(w), len(w), dtype=w.dtype)
    units = torch.eye(len(w), dtype=w.dtype)
    found = torch.autograd.grad(
        gradient, w, units, is_grads_batched=True, materialize_grads=True, allow_unused=True
    )
    return found[0].detach()


def damped(loss: Loss, start: Tensor, matrix: Callable[[Tensor], Tensor], evaluations: int) -> Trace:
    """Steps −(M + μ1)⁻¹ ∇ with the matrix M(w); μ falls by 10 after a step that lowers the loss and grows by 10 after one
    that does not (Levenberg 1944, Marquardt 1963), and until M + μ1 is positive definite."""
    w, damping = start, 1e-3
    value, gradient = with_gradient(loss, w)
    trace = Trace([float(value)], [float(gradient.abs().max())], w)
    m = matrix(w)
    while len(trace.losses) < evaluations and damping < 1e15:
        factor, failed = torch.linalg.cholesky_ex(m + damping * torch.eye(len(w), dtype=w.dtype))
        if failed:
            damping *= 10
            continue
        tried = w - torch.cholesky_solve(gradient[:, None], factor)[:, 0]
        new, new_gradient = with_gradient(loss, tried)
        trace.losses.append(float(new))
        trace.gradients.append(float(new_gradient.abs().max()))
        if new < value:
            w, value, gradient, damping = tried, new, new_gradient, max(damping / 10, 1e-15)
            m = matrix(w)
        else:
            damping *= 10
    trace.end = w
    return trace


def l_bfgs(loss: Loss, start: Tensor, evaluations: int) -> Trace:
    """PyTorch's L-BFGS with a strong Wolfe line search and ten kept pairs."""
    w = start.clone().requires_grad_()
    trace = Trace([], [], w)
    optimiser = torch.optim.LBFGS(
        [w], max_iter=evaluations, max_eval=evaluations, history_size=10, tolerance_grad=1e-12,
        tolerance_change=1e-15, line_search_fn="strong_wolfe",
    )  # fmt: skip

    def closure() -> Tensor:
        value, gradient = with_gradient(loss, w)
        w.grad = gradient
        trace.losses.append(float(value))
        trace.gradients.append(float(gradient.abs().max()))
        return value

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    trace.end = w.detach()
    return trace


def margin_loss(name: str, inputs: Tensor, signs: Tensor, weight: float) -> Loss:
    """w → mean f(1 − y·(x·w)) + ½·weight·|w|², for the rows x (n, k) and y = ±1 (n,)."""
    f = activation(name)
    return lambda w: f(1.0 - signs * (inputs @ w)).mean() + 0.5 * weight * w.square().sum()


def outputs(name: str, width: int, inputs: Tensor) -> Callable[[Tensor], Tensor]:
    """All parameters in one vector → the network's outputs (n,): weights and biases of the hidden layer, then the last."""
    f, count = activation(name), inputs.shape[1]
    cuts = [count * width, width, width, 1]

    def of(w: Tensor) -> Tensor:
        hidden, biases, last, bias = w.split(cuts)
        return f(inputs @ hidden.view(count, width) + biases) @ last + bias

    return of


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "margins, relu, Newton" with the metrics "evaluations" until it has arrived and "excess" (of the loss over
    the best one, as a share of the way from the start); condition "network, relu, Newton" with "evaluations" (the same, for
    the gradient), "error" at the end, and for Newton's end "flat" and "negative" (shares of the Hessian's eigenvalues below
    1e-6 of the largest, and below minus that)."""
    rows = Rows()
    for name in config.margins:
        margins(rows, config, name, seed)
    for name in config.networks:
        network(rows, config, name, seed)
    return rows


def margins(rows: Rows, config: Config, name: str, seed: int) -> None:
    """Newton and L-BFGS on the classifier."""
    inputs, signs = tumours()
    chosen = torch.randperm(len(signs), generator=generator(seed, 1))[: config.rows]
    loss = margin_loss(name, inputs[chosen], signs[chosen], config.weight)
    zero = torch.zeros(inputs.shape[1], dtype=torch.float64)
    best = best_margin(name, inputs[chosen], signs[chosen], config)
    way = float(loss(zero)) - best
    steps: dict[str, Callable[[], Trace]] = {
        "Newton": lambda: damped(loss, zero, lambda w: hessian(loss, w), config.evaluations),
        "L-BFGS": lambda: l_bfgs(loss, zero, config.evaluations),
    }
    for method in [one for one in config.methods if one in steps]:
        trace = steps[method]()
        arrived = trace.first(lambda value, _: value - best < config.close * way, config.evaluations)
        rows.add(f"margins, {name}, {method}", "evaluations", arrived)
        rows.add(f"margins, {name}, {method}", "excess", max(min(trace.losses) - best, 0.0) / way)


def network(rows: Rows, config: Config, name: str, seed: int) -> None:
    """Newton, Gauss–Newton and L-BFGS on the network."""
    x, y = (part.double() for part in diabetes())
    chosen = torch.randperm(len(y), generator=generator(seed, 2))[: config.rows]
    x, y = x[chosen], y[chosen]
    start = first_weights(x.shape[1], config.width, generator(seed, 3))
    of = outputs(name, config.width, x)

    def loss(w: Tensor) -> Tensor:
        return (of(w) - y).square().mean()

    steps: dict[str, Callable[[], Trace]] = {
        "Newton": lambda: damped(loss, start, lambda w: hessian(loss, w), config.network_evaluations),
        "Gauss–Newton": lambda: damped(
            loss, start, lambda w: gauss_newton(of, w), config.network_evaluations
        ),
        "L-BFGS": lambda: l_bfgs(loss, start, config.network_evaluations),
    }
    for method in config.methods:
        trace = steps[method]()
        condition = f"network, {name}, {method}"
        rows.add(
            condition,
            "evaluations",
            trace.first(lambda _, part: part < config.flat, config.network_evaluations),
        )
        rows.add(condition, "error", min(trace.losses) / y.var(correction=0))
        if method == "Newton":
            values = torch.linalg.eigvalsh(hessian(loss, trace.end))
            small = 1e-6 * values.abs().max()
            rows.add(condition, "flat", (values.abs() <= small).double().mean())
            rows.add(condition, "negative", (values < -small).double().mean())


def gauss_newton(of: Callable[[Tensor], Tensor], w: Tensor) -> Tensor:
    """2/n·JᵀJ with the Jacobian J of the outputs, by the chain rule backwards."""
    jacobian = torch.func.jacrev(of)(w)
    return 2.0 / len(jacobian) * jacobian.T @ jacobian


def first_weights(inputs: int, width: int, draws: torch.Generator) -> Tensor:
    """Weights N(0, 2/inputs), biases 0, in the order of `outputs`."""
    parts = [(inputs * width, inputs), (width, 0), (width, width), (1, 0)]
    drawn = [
        torch.randn(size, generator=draws, dtype=torch.float64) * (2.0 / fan) ** 0.5
        if fan
        else torch.zeros(size, dtype=torch.float64)
        for size, fan in parts
    ]
    return torch.cat(drawn)


def best_margin(name: str, inputs: Tensor, signs: Tensor, config: Config) -> float:
    """The lowest loss of the classifier: by scikit-learn's dual solver for ReLU, by many Newton steps for softplus."""
    loss = margin_loss(name, inputs, signs, config.weight)
    if name == "relu":
        from sklearn.svm import LinearSVC

        dual = LinearSVC(
            C=1.0 / (config.weight * len(signs)), loss="hinge", fit_intercept=False, tol=1e-9, max_iter=1_000_000,
            random_state=0,
        )  # fmt: skip
        dual.fit(inputs.numpy(), signs.numpy())
        return float(loss(torch.tensor(dual.coef_[0])))
    zero = torch.zeros(inputs.shape[1], dtype=torch.float64)
    return min(damped(loss, zero, lambda w: hessian(loss, w), 300).losses)


run = study_run(one_seed, Config(), "step is 0")
