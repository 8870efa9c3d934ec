"""Claims taught in lesson 02, slope and curvature: the derivative and its zeros, β, smoothness, the area under it."""

import itertools
import math
import operator
from collections.abc import Callable
from typing import Any

import pandas as pd

from course_lib.claims.entry import Claim
from course_lib.claims.measuring import (
    EXACT,
    FLOAT_TYPES,
    derivatives,
    form,
    line,
    listed,
    numbers,
    relative_errors,
    tensor,
    zeros_by_type,
)


def one_sided_slopes(f: Callable | None = None) -> pd.DataFrame:
    """For β = 0.5, 1, 10, in float64: the slopes of f and of ReLU left and right of 0 (differences of 2⁻²⁰), and the
    step of f from 20/β to the next number."""
    import torch

    f, h, rows = f or form("torch_rule"), 2.0**-20, []
    for beta in (0.5, 1.0, 10.0):
        row, near = {"beta": beta}, tensor([-h, 0.0, h])
        for name, y in {"": f(near, beta), "relu_": torch.relu(near)}.items():
            row[f"{name}left"], row[f"{name}right"] = (y.diff() / h).tolist()
        at = 20.0 / beta
        row["step"] = f(tensor([at, math.nextafter(at, math.inf)]), beta).diff().item()
        rows.append(row)
    return pd.DataFrame(rows)


def _falls(frame: pd.DataFrame) -> bool:
    """Whether the function falls just above βx = 20, for every β."""
    return bool((frame.step * frame.beta < -1e-9).all())


def differentiable_verdict(frame: pd.DataFrame) -> str:
    corner, relu_corner = (frame.right - frame.left).abs(), frame.relu_right - frame.relu_left
    if not ((corner <= 1e-5) & (relu_corner > 0.5)).all():
        return "false"
    return "not as programmed" if _falls(frame) else "true"


def differentiable_sentence(frame: pd.DataFrame) -> str:
    at = frame[frame.beta == 1].iloc[0]
    falls = "falls" if _falls(frame) else "does not fall"
    return (
        f"at 0 softplus has the slope {at.left:.4f} from the left and {at.right:.4f} from the right, ReLU "
        f"{at.relu_left:.0f} and {at.relu_right:.0f}; but the value of PyTorch's rule in float64 {falls} from βx = 20 "
        f"to the next number, for each β tried ({numbers(frame.beta, 'g')})."
    )


def _sigmoid(x: Any) -> Any:
    """σ(x) as the claims state it, whatever `course_lib.accuracy` computes."""
    return 1 / (1 + EXACT.exp(-x))


def slope_errors(f: Callable | None = None) -> pd.DataFrame:
    """Of autograd through f against σ(βx) at 200 bits, for β = 0.5, 1, 2 and 121 points of [−30, 30] each; and what
    SymPy makes of the derivative of ln(1 + e^(βx))/β minus σ(βx)."""
    import sympy

    f, x, frames = f or form("softplus"), line(-30, 30, 121), []
    for beta in (0.5, 1.0, 2.0):
        # these β are powers of 2: the float64 product beta * x is exact
        error = relative_errors(derivatives(f, x, beta=beta)[0], beta * x, _sigmoid)
        frames.append(pd.DataFrame({"beta": beta, "x": x, "relative_error": error}))
    t, b = sympy.symbols("x beta", positive=True)
    difference = sympy.diff(sympy.log(1 + sympy.exp(b * t)) / b, t) - 1 / (1 + sympy.exp(-b * t))
    return pd.concat(frames, ignore_index=True).assign(symbolic_difference=str(sympy.simplify(difference)))


def slope_verdict(frame: pd.DataFrame) -> str:
    holds = (frame.symbolic_difference == "0").all() and (frame.relative_error < 1e-14).all()
    return "true" if holds else "false"


def slope_sentence(frame: pd.DataFrame) -> str:
    worst = frame.relative_error.max(skipna=False)
    return (
        f"not only approximately: SymPy simplifies the derivative minus σ(βx) to {frame.symbolic_difference[0]}; "
        f"autograd and σ(βx) differ by {'less than' if worst < 1e-14 else 'up to'} {max(worst, 1e-14):.0e} of the slope "
        f"on {len(frame)} points, held against 200 bits (β = 0.5, 1, 2)."
    )


def slopes_that_vanish(f: Callable | None = None) -> pd.DataFrame:
    """For each float type: from where on the slope of f is exactly 0 and whether the true one is positive there, the
    slope at −5, and how many slopes at −10 have the product 0."""
    f = f or form("softplus")

    def slope(x: Any) -> Any:
        return derivatives(f, x)[0]

    near, far = zip(*(slope(tensor([-5.0, -10.0], dtype)) for dtype in FLOAT_TYPES), strict=True)
    return zeros_by_type(slope, _sigmoid).assign(
        slope_at_minus_5=[float(value) for value in near], factors=list(map(_factors_to_zero, far))
    )


def _factors_to_zero(slope: Any) -> int:
    """The smallest n with slopeⁿ == 0 in the type of `slope`; 0 if there is none up to 1000."""
    powers = itertools.accumulate(itertools.repeat(slope, 1000), operator.mul)
    return next((n for n, power in enumerate(powers, start=1) if power == 0), 0)


def vanishing_verdict(frame: pd.DataFrame) -> str:
    if not ((frame.slope_at_minus_5 > 0) & frame.true_positive).all():
        return "false"
    return "exact arithmetic only" if (frame.zero_at > -math.inf).any() else "true"


def vanishing_sentence(frame: pd.DataFrame) -> str:
    factors = frame.factors[frame["dtype"] == "float32"].item()
    starts = listed(frame, "zero_at", lambda x: f"−{-x:.0f}")
    computed = (
        f"but the computed one is exactly 0, alone or in a long tensor, at the latest from {starts} on"
        if starts
        else "and so is the computed one down to −1000"
    )
    product = f"the product of {factors} slopes at x = −10 is 0" if factors else "products do not reach 0"
    return f"the true slope is positive everywhere, {computed}; in float32 {product}."


def derivative_errors(f: Callable | None = None) -> pd.DataFrame:
    """Of the derivatives 1 … 6 of f by autograd against numerical ones at 200 bits: the worst on [−4, 3]; both at 21;
    and the radius of softplus's Taylor series at 0, from coefficients 40 and 42 of its slope."""
    from course_lib.activations import taylor_coefficients

    f, rows = f or form("torch_rule"), []
    x = [-4.0, -2.5, -1.0, -0.25, 0.5, 1.5, 3.0, 21.0]
    c = taylor_coefficients(42)
    radius = math.sqrt(abs(40 * c[40] / (42 * c[42])))
    for order, got in enumerate(derivatives(f, tensor(x), 6), start=1):
        exact = [float(EXACT.diff(lambda v: EXACT.log1p(EXACT.exp(v)), point, order)) for point in x]
        error = max(abs(g - e) for g, e in zip(got.tolist()[:-1], exact[:-1], strict=True))
        rows.append({"order": order, "worst_error": error, "at_21": got[-1].item(), "true_at_21": exact[-1],
                     "radius": radius})  # fmt: skip
    return pd.DataFrame(rows)


def smooth_verdict(frame: pd.DataFrame) -> str:
    bend = frame[frame.order == 2].iloc[0]
    if not ((frame.worst_error < 1e-12) & ((frame.radius - math.pi).abs() < 1e-9)).all():
        return "false"
    return "not as programmed" if abs(bend.at_21 / bend.true_at_21 - 1) > 1e-6 else "true"


def smooth_sentence(frame: pd.DataFrame) -> str:
    worst, bend = frame.worst_error.max(skipna=False), frame[frame.order == 2].iloc[0]
    return (
        f"derivatives 1 to {len(frame)} by autograd agree with the exact ones on [−4, 3] "
        + ("to 1e-12" if worst < 1e-12 else f"only to {worst:.1e}")
        + f"; the Taylor series at 0 has the radius {bend.radius:.5f} = π; the second derivative of PyTorch's rule at "
        f"x = 21 is {bend.at_21:.3g} in float64, the true one is {bend.true_at_21:.3g}."
    )


def areas(f: Callable | None = None) -> pd.DataFrame:
    """The area under σ from −∞ to x by quadrature at 200 bits, and the error of f(x) in float64 against it."""
    ends = [-5.0, -1.0, 0.0, 1.0, 5.0, 20.0]
    exact = [EXACT.quad(_sigmoid, [-EXACT.inf, -10, 0, x]) for x in ends]
    got = (f or form("softplus"))(tensor(ends)).tolist()
    error = [abs(float(value / area - 1)) for value, area in zip(got, exact, strict=True)]
    return pd.DataFrame({"x": ends, "area": [float(area) for area in exact], "relative_error": error})


def area_verdict(frame: pd.DataFrame) -> str:
    return "true" if (frame.relative_error < 1e-14).all() else "false"


def area_sentence(frame: pd.DataFrame) -> str:
    worst = frame.relative_error.max(skipna=False)
    off = "less than 1e-14" if worst < 1e-14 else f"up to {worst:.1e}"
    return (
        f"the area under σ from −∞ to {numbers(frame.x, 'g')} is {numbers(frame.area, '.4f')}; "
        f"softplus there differs by {off} of the value."
    )


def gaps_and_slopes(f: Callable | None = None) -> pd.DataFrame:
    """For β = 0.5, 1, 2 at x = −1, 0, 1: the gap of f to ReLU and the slope of f, a central difference of step 2⁻¹³."""
    import torch

    f, h, x, frames = f or form("softplus"), 2.0**-13, tensor([-1.0, 0.0, 1.0]), []
    for beta in (0.5, 1.0, 2.0):
        slope = (f(x + h, beta) - f(x - h, beta)) / (2 * h)
        frames.append(pd.DataFrame({"beta": beta, "x": x, "gap": f(x, beta) - torch.relu(x), "slope": slope}))
    return pd.concat(frames, ignore_index=True)


def _by_beta(frame: pd.DataFrame, column: str) -> dict[float, list[float]]:
    """x → the column's values for rising β."""
    return {x: list(rows[column]) for x, rows in frame.sort_values("beta").groupby("x")}


def _strictly(order: Callable[[float, float], bool], values: list[float]) -> bool:
    return all(order(a, b) for a, b in itertools.pairwise(values))


def sharpening_verdict(frame: pd.DataFrame) -> str:
    nearer = all(_strictly(operator.gt, gaps) for gaps in _by_beta(frame, "gap").values())
    is_bound = all(
        abs(gap * beta / math.log(2) - 1) < 1e-12 for beta, gap in frame[frame.x == 0][["beta", "gap"]].values
    )
    slopes = _by_beta(frame, "slope")
    steeper = {x: _strictly(operator.lt, values) for x, values in slopes.items()}
    if not (nearer and is_bound and steeper[1.0]):
        return "false"
    half_at_0 = all(abs(value - 0.5) < 1e-6 for value in slopes[0.0])
    if half_at_0 and _strictly(operator.gt, slopes[-1.0]):
        return "half true"
    return "true" if all(steeper.values()) else "false"


def sharpening_sentence(frame: pd.DataFrame) -> str:
    betas = numbers(frame.beta.drop_duplicates(), "g")
    slopes = {x: numbers(pd.Series(values), ".4f") for x, values in _by_beta(frame, "slope").items()}
    return (
        f"for β = {betas} the gap to ReLU at 0 is {numbers(frame.gap[frame.x == 0], '.4f')}; the slope at x = 1 is "
        f"{slopes[1.0]}, at x = 0 {slopes[0.0]}, at x = −1 {slopes[-1.0]}."
    )


CLAIMS = [
    Claim(id="C03", statement="Softplus is differentiable everywhere; ReLU is not differentiable at 0.",
          source=("A", "B"), kind="measured", verdict="not as programmed",
          on="PyTorch's rule has a step just above βx = 20, in float64", lesson="03", gather=one_sided_slopes,
          decide=differentiable_verdict, say=differentiable_sentence),
    Claim(id="C05", statement="The derivative of softplus is the sigmoid σ(βx).", source=("A", "B"), kind="measured",
          verdict="true", lesson="02", gather=slope_errors, decide=slope_verdict, say=slope_sentence),
    Claim(id="C06", statement="The gradient of softplus is never zero.", source=("A", "B"), kind="measured",
          verdict="exact arithmetic only", on="floats underflow to 0", lesson="02", gather=slopes_that_vanish,
          decide=vanishing_verdict, say=vanishing_sentence),
    Claim(id="C16", statement="Softplus is infinitely differentiable and analytic.", source=("B",), kind="measured",
          verdict="not as programmed", on="the second derivative of PyTorch's rule is 0 above βx = 20", lesson="02",
          gather=derivative_errors, decide=smooth_verdict, say=smooth_sentence),
    Claim(id="C22", statement="Softplus is the integral of the sigmoid.", source=("B",), kind="measured",
          verdict="true", lesson="02", gather=areas, decide=area_verdict, say=area_sentence),
    Claim(id="C39", statement="A larger β makes softplus steeper and nearer to ReLU, a smaller β makes it softer.",
          source=("B",), kind="measured", verdict="half true",
          on="nearer to ReLU everywhere; steeper right of 0 only, less steep left of 0", lesson="02",
          gather=gaps_and_slopes, decide=sharpening_verdict, say=sharpening_sentence),
]  # fmt: skip
