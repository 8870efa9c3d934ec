"""Claims taught in lesson 02, slope and curvature: the derivative and its zeros, smoothness, the Taylor radius, the area."""

import math
from collections.abc import Callable, Sequence

from course_lib.claims.entry import Claim, Measured
from course_lib.claims.ledger.lesson_01 import FLOAT_NAMES, last_zero


def _softplus() -> Callable:
    from course_lib.activations import softplus

    return softplus


def _torch_rule() -> Callable:
    from course_lib.activations import torch_rule

    return torch_rule


def differentiable(f: Callable | None = None) -> Measured:
    """One-sided slopes of f and of ReLU at 0, and the step of f in float64 at the first number above βx = 20."""
    import torch

    f = f or _torch_rule()
    left, right = _sides(f)
    relu_left, relu_right = _sides(lambda x: torch.relu(x))
    steps = {beta: _step_above(f, beta) for beta in (0.5, 1.0, 10.0)}
    corner = abs(right - left) > 1e-5
    jumps = all(step * beta < -1e-9 for beta, step in steps.items())
    verdict = "false" if corner else "exact arithmetic only" if jumps else "true"
    falls = f"falls by {-steps[1.0]:.2e}/β" if jumps else "does not fall"
    return Measured(
        verdict,
        {"left": left, "right": right, **{f"step_beta_{beta:g}": step for beta, step in steps.items()}},
        f"at 0 softplus has the slope {left:.4f} from the left and {right:.4f} from the right, ReLU {relu_left:.0f} and "
        f"{relu_right:.0f}; but PyTorch's rule in float64 {falls} from βx = 20 to the next number (β = 0.5, 1, 10).",
    )


def _sides(f: Callable) -> tuple[float, float]:
    """Slopes of f at 0 from differences of step 2⁻²⁰ to the left and to the right."""
    import torch

    h = 2.0**-20
    low, middle, high = f(torch.tensor([-h, 0.0, h], dtype=torch.float64)).tolist()
    return (middle - low) / h, (high - middle) / h


def _step_above(f: Callable, beta: float) -> float:
    """f at the first float64 above 20/β, minus f at 20/β."""
    import torch

    at = 20.0 / beta
    x = torch.tensor([at, math.nextafter(at, math.inf)], dtype=torch.float64)
    return f(x, beta).diff().item()


def slope_is_sigmoid(f: Callable | None = None) -> Measured:
    """d/dx ln(1 + e^(βx))/β − σ(βx) by SymPy, and autograd through f against σ(βx) at 200 bits for β = 0.5, 1, 2."""
    import mpmath
    import torch

    f = f or _softplus()
    worst = 0.0
    for beta in (0.5, 1.0, 2.0):
        x = torch.linspace(-30, 30, 121, dtype=torch.float64)
        slopes = gradient(f, x, beta).tolist()
        with mpmath.workprec(200):
            exact = [1 / (1 + mpmath.exp(-mpmath.mpf(beta) * mpmath.mpf(v))) for v in x.tolist()]
            errors = [abs(float(mpmath.mpf(s) / e - 1)) for s, e in zip(slopes, exact, strict=True)]
        worst = max(worst, *errors)
    difference = _symbolic_difference()
    holds = difference == "0" and worst < 1e-14
    return Measured(
        "true" if holds else "false",
        {"symbolic_difference": difference, "worst_relative_error": worst},
        f"not only approximately: SymPy simplifies the derivative minus σ(βx) to {difference}; autograd and σ(βx) "
        + ("differ by less than 1e-14" if worst < 1e-14 else f"differ by up to {worst:.1e}")
        + " of the slope on 363 points, held against 200 bits (β = 0.5, 1, 2).",
    )


def _symbolic_difference() -> str:
    import sympy

    x, beta = sympy.symbols("x beta", positive=True)
    f = sympy.log(1 + sympy.exp(beta * x)) / beta
    return str(sympy.simplify(sympy.diff(f, x) - 1 / (1 + sympy.exp(-beta * x))))


def gradient(f: Callable, x, beta: float = 1.0):
    """The slope of f at each element of x, by autograd."""
    import torch

    x = x.clone().requires_grad_(True)
    (slopes,) = torch.autograd.grad(f(x, beta).sum(), x)
    return slopes


def gradient_never_zero(f: Callable | None = None) -> Measured:
    """Where the gradient of f becomes exactly 0 in each float type, and how many slopes at −10 multiply to 0."""
    import mpmath
    import torch

    f = f or _softplus()
    zeros = {name: last_zero(lambda x: gradient(f, x), name) for name in FLOAT_NAMES}
    with mpmath.workprec(200):
        exact_positive = all(
            1 / (1 + mpmath.exp(-mpmath.mpf(x))) > 0 for x in zeros.values() if math.isfinite(x)
        )
    climbs = gradient(f, torch.tensor(-5.0)).item() > 0
    reaches = any(map(math.isfinite, zeros.values()))
    verdict = "false" if not (climbs and exact_positive) else "exact arithmetic only" if reaches else "true"
    layers = _layers_to_zero(gradient(f, torch.tensor(-10.0)))
    listed = ", ".join(f"{x:.2f} ({name})" for name, x in zeros.items())
    return Measured(
        verdict,
        {**{f"zero_{name}": x for name, x in zeros.items()}, "layers": layers},
        f"the true slope is positive everywhere, but the computed one is exactly 0 at and below {listed}; "
        f"in float32 the product of {layers} slopes at x = −10 is 0 too.",
    )


def _layers_to_zero(slope) -> int:
    """The smallest n with slopeⁿ == 0 in the type of `slope`; 0 if there is none up to 1000."""
    product = slope
    for n in range(1, 1001):
        if product.item() == 0:
            return n
        product = product * slope
    return 0


def smooth_and_analytic(f: Callable | None = None) -> Measured:
    """Derivatives 1 to 6 of f by autograd against mpmath, the radius of the Taylor series at 0, and f″(21) in float64."""
    import torch

    from course_lib.activations import curvature, taylor_coefficients

    f = f or _torch_rule()
    worst = max(_derivative_errors(f, [-4.0, -2.5, -1.0, -0.25, 0.5, 1.5, 3.0]))
    c = taylor_coefficients(42)
    radius = math.sqrt(abs(40 * c[40] / (42 * c[42])))  # neighbours in the series of the slope
    past = torch.tensor(21.0, dtype=torch.float64)
    bend, true_bend = _derivatives(f, past, 2)[1].item(), curvature(past).item()
    agrees = worst < 1e-12 and abs(radius - math.pi) < 1e-9
    masked = abs(bend / true_bend - 1) > 1e-6
    verdict = "false" if not agrees else "exact arithmetic only" if masked else "true"
    return Measured(
        verdict,
        {"worst_error": worst, "radius": radius, "bend_at_21": bend, "true_bend_at_21": true_bend},
        "derivatives 1 to 6 by autograd agree with the exact ones on [−4, 3] "
        + ("to 1e-12" if worst < 1e-12 else f"only to {worst:.1e}")
        + f"; the Taylor series at 0 has the radius {radius:.5f} = π; but the second derivative of PyTorch's rule at x = 21 "
        f"is {bend:.2e} in float64, the true one is {true_bend:.2e}.",
    )


def _derivatives(f: Callable, x, orders: int) -> list:
    """The derivatives 1 … orders of f at x, each by differentiating the one before."""
    import torch

    x = x.clone().requires_grad_(True)
    y, found = f(x), []
    for _ in range(orders):
        if not y.requires_grad:
            found.append(torch.zeros_like(x))
            continue
        (y,) = torch.autograd.grad(y.sum(), x, create_graph=True)
        found.append(y)
    return found


def _derivative_errors(f: Callable, points: Sequence[float]) -> list[float]:
    """Largest absolute error of each derivative 1 … 6, against mpmath's numerical differentiation at 200 bits."""
    import mpmath
    import torch

    ours = _derivatives(f, torch.tensor(points, dtype=torch.float64), 6)
    with mpmath.workprec(200):
        exact = [
            [float(mpmath.diff(lambda v: mpmath.log1p(mpmath.exp(v)), x, n)) for x in points]
            for n in range(1, 7)
        ]
    return [
        max(abs(a - b) for a, b in zip(row.tolist(), true, strict=True))
        for row, true in zip(ours, exact, strict=True)
    ]


def integral_of_sigmoid(f: Callable | None = None) -> Measured:
    """The area under σ from −∞ to x by quadrature at 100 bits, against f(x) in float64."""
    import mpmath
    import torch

    f = f or _softplus()
    ends = [-5.0, -1.0, 0.0, 1.0, 5.0, 20.0]
    with mpmath.workprec(100):
        areas = [mpmath.quad(lambda t: 1 / (1 + mpmath.exp(-t)), [-mpmath.inf, -10, 0, x]) for x in ends]
        got = f(torch.tensor(ends, dtype=torch.float64)).tolist()
        worst = max(abs(float(mpmath.mpf(g) / a - 1)) for g, a in zip(got, areas, strict=True))
    shown = ", ".join(f"{float(a):.4f}" for a in areas)
    return Measured(
        "true" if worst < 1e-14 else "false",
        {
            "worst_relative_error": worst,
            **{f"area_{x:g}": float(a) for x, a in zip(ends, areas, strict=True)},
        },
        f"the area under σ from −∞ to −5, −1, 0, 1, 5, 20 is {shown}; softplus there differs "
        + ("by less than 1e-14 of the value." if worst < 1e-14 else f"by up to {worst:.1e} of the value."),
    )


CLAIMS = [
    Claim("C03", "Softplus is differentiable everywhere; ReLU is not differentiable at 0.", ("A", "B"), "measured",
          "exact arithmetic only", "02", on="PyTorch's rule jumps at βx = 20 in float64", measure=differentiable),
    Claim("C05", "The derivative of softplus is the sigmoid σ(βx).", ("A", "B"), "measured", "true", "02",
          measure=slope_is_sigmoid),
    Claim("C06", "The gradient of softplus is never zero.", ("A", "B"), "measured", "exact arithmetic only", "02",
          on="floats underflow to 0", measure=gradient_never_zero),
    Claim("C16", "Softplus is infinitely differentiable and analytic.", ("B",), "measured", "exact arithmetic only", "02",
          on="PyTorch's rule has second derivative 0 past the threshold", measure=smooth_and_analytic),
    Claim("C22", "Softplus is the integral of the sigmoid.", ("B",), "measured", "true", "02",
          measure=integral_of_sigmoid),
]  # fmt: skip
