"""Claims taught in lesson 03, numbers that break: underflow, overflow, the direct formula, and the threshold rule."""

import math
from collections.abc import Callable

from course_lib.claims.entry import Claim, Measured
from course_lib.claims.ledger.lesson_01 import FLOAT_NAMES, last_zero


def _form(name: str) -> Callable:
    from course_lib import activations

    return getattr(activations, name)


def _relative(got: float, x: float) -> float:
    """|got / ln(1 + eˣ) − 1|, with the true value at 200 bits."""
    import mpmath

    with mpmath.workprec(200):
        return abs(float(mpmath.mpf(got) / mpmath.log1p(mpmath.exp(mpmath.mpf(x))) - 1))


def underflow_point(dtype_name: str) -> float:
    """ln of half the smallest positive number of the type: at and below it, ln(1 + eˣ) rounds to 0."""
    import torch

    info = torch.finfo(getattr(torch, dtype_name))
    return math.log(info.smallest_normal) + math.log(info.eps) - math.log(2)


def never_exactly_zero(f: Callable | None = None) -> Measured:
    """Where f becomes 0 in each float type, and whether the type has a number nearer to the true value than 0."""
    f = f or _form("softplus")
    zeros = {name: last_zero(f, name) for name in FLOAT_NAMES}
    ends = {name: underflow_point(name) for name in FLOAT_NAMES}
    reaches_zero = any(math.isfinite(x) for x in zeros.values())
    too_early = [name for name in FLOAT_NAMES if zeros[name] > ends[name] + 0.01]
    verdict = "true" if not reaches_zero else "false" if too_early else "exact arithmetic only"
    listed = ", ".join(
        f"−{-math.floor(zeros[name])} ({name})" for name in FLOAT_NAMES if math.isfinite(zeros[name])
    )
    return Measured(
        verdict,
        {**{f"zero_{n}": x for n, x in zeros.items()}, **{f"end_{n}": x for n, x in ends.items()}},
        f"the output is 0 at the latest from {listed} on"
        + (", and nowhere before the true value is below half of the type's smallest number."
           if not too_early else f"; in {', '.join(too_early)} long before the type runs out of small numbers.")
        if reaches_zero else "no finite input gives 0.",
    )  # fmt: skip


def first_infinity(f: Callable, dtype_name: str) -> float:
    """The smallest x > 1 of the dtype with f(x) = inf, by bisection; inf where f is finite at 2000."""
    import torch

    dtype = getattr(torch, dtype_name)

    def is_inf(x: float) -> bool:
        return math.isinf(f(torch.tensor(x, dtype=dtype)).item())

    finite, infinite = 1.0, 2000.0
    if not is_inf(infinite):
        return math.inf
    while True:
        middle = torch.tensor((finite + infinite) / 2, dtype=dtype).item()
        if middle in (finite, infinite):
            return infinite
        if is_inf(middle):
            infinite = middle
        else:
            finite = middle


def exponential_overflows(f: Callable | None = None) -> Measured:
    """From where on the definition, typed in, is inf, beside ln of the largest number of each type."""
    import torch

    f = f or _form("naive")
    starts = {name: first_infinity(f, name) for name in FLOAT_NAMES}
    limits = {name: math.log(torch.finfo(getattr(torch, name)).max) for name in FLOAT_NAMES}
    overflows = all(
        abs(x - limits[n]) <= 2 * limits[n] * torch.finfo(getattr(torch, n)).eps for n, x in starts.items()
    )
    listed = ", ".join(
        f"{math.ceil(x * 100) / 100:g} ({name})" for name, x in starts.items() if math.isfinite(x)
    )
    return Measured(
        "true" if overflows else "false",
        {**{f"inf_from_{n}": x for n, x in starts.items()}, **{f"ln_max_{n}": x for n, x in limits.items()}},
        f"log(1 + exp(x)) gives inf from {listed} on, the first x whose exponential is above the largest number."
        if overflows else f"inf appears from {listed or 'no input'} on.",
    )  # fmt: skip


def threshold_prevents_overflow(f: Callable | None = None) -> Measured:
    """The threshold rule f(x, beta, threshold): finite by default, what it tests, and what a large threshold does."""
    import torch

    f = f or _form("torch_rule")
    grid = [0.0, 10.0, 12.0, 20.0, 50.0, 89.0, 100.0, 710.0, 1e4]
    finite = all(
        bool(f(torch.tensor(grid, dtype=getattr(torch, name))).isfinite().all()) for name in FLOAT_NAMES
    )
    before, after = f(torch.tensor([1.9, 2.5], dtype=torch.float64), beta=10.0).tolist()
    tests_product = before != 1.9 and after == 2.5
    large = f(torch.tensor(95.0), threshold=100.0).item()
    half = torch.tensor(12.0, dtype=torch.float16)
    in_half = torch.where(half > 20, half, torch.log1p(torch.exp(half))).item()
    if not finite:
        verdict = "false"
    elif math.isfinite(large):
        verdict = "true"
    else:
        verdict = "depends" if tests_product else "false"
    return Measured(
        verdict,
        {"f(95), threshold 100": large, "f(2.5), beta 10": after, "rule in float16 at 12": in_half},
        "with the default every tested input up to 10000 is finite"
        + (" in four float types" if finite else " only in some types")
        + (", and the test is on βx: with β = 10 the switch lies between x = 1.9 and x = 2.5" if tests_product else "")
        + f"; with threshold = 100 an input of 95 gives {large:g} (float32); "
        + f"the default rule with every step in float16 gives {in_half:g} at 12.",
    )  # fmt: skip


def _worst_in_float32(f: Callable, low: float, high: float, points: int = 1501) -> float:
    import torch

    from course_lib.accuracy import true_value, ulp_error

    x = torch.linspace(low, high, points, dtype=torch.float32)
    return ulp_error(f(x), true_value(x), torch.float32).max().item()


def _ulp_just_above_threshold(f: Callable, beta: float) -> float:
    """ULP of f in float64 at the first float whose βx lies above 20."""
    import torch

    from course_lib.accuracy import true_value, ulp_error

    x = 20.0 / beta
    while beta * x <= 20.0:
        x = math.nextafter(x, math.inf)
    point = torch.tensor([x], dtype=torch.float64)
    return ulp_error(f(point, beta=beta), true_value(point, beta), torch.float64).item()


def switch_changes_little(f: Callable | None = None) -> Measured:
    """What the switch changes: bits in float32 above 20, ULP in float64 just above 20 for β = 1 and a worse β."""
    import torch

    from course_lib.accuracy import true_value

    f = f or _form("torch_rule")
    above = [20.0 + k * 2.0**-19 for k in range(1, 2001)] + [2.0**k for k in range(5, 100, 5)]
    x = torch.tensor(above, dtype=torch.float32)
    rounded = torch.tensor([float(v) for v in true_value(x)], dtype=torch.float64).to(torch.float32)
    changed = int((f(x) != rounded).sum())
    single = _worst_in_float32(f, 5.0, 30.0)
    double, worse = _ulp_just_above_threshold(f, 1.0), _ulp_just_above_threshold(f, 10.1)
    no_harm_in_single = changed == 0 and single <= 3
    verdict = "false" if not no_harm_in_single else "depends" if double > 1000 else "true"
    return Measured(
        verdict,
        {"changed_float32": changed, "worst_float32": single, "ulp_float64": double, "ulp_float64_other_beta": worse},
        f"in float32 it changes {changed} of {len(above)} tested results above 20; "
        f"in float64 the result just above 20 is {double:,.0f} ULP off with β = 1 and "
        + ("more than 900,000 with β = 10.1." if worse > 900_000 else f"{worse:,.1f} with β = 10.1."),
    )  # fmt: skip


def evaluated_directly(f: Callable | None = None) -> Measured:
    """The definition at small inputs: −12.3392 and −17 in float32, −40 in float64, against 200 bits."""
    import torch

    f = f or _form("naive")
    at = {"float32": (-12.3392, -17.0), "float64": (-40.0,)}
    errors = {}
    for name, points in at.items():
        x = torch.tensor(points, dtype=getattr(torch, name))
        for got, true_x in zip(f(x).tolist(), x.tolist(), strict=True):
            errors[f"{name} at −{-true_x:.4g}"] = _relative(got, true_x)
    fine = max(errors.values()) < 1e-6
    listed = ", ".join(f"{100 * error:.1f} % ({where})" for where, error in errors.items())
    return Measured(
        "true" if fine else "false",
        errors,
        "evaluated as written, log(1 + exp(x)) is off by "
        + (
            f"less than a millionth ({', '.join(errors)})."
            if fine
            else f"{listed}; 100 % means that it is 0."
        ),
    )


def twenty_five(f: Callable | None = None) -> Measured:
    """f(25) in float32 and float64, beside the true value."""
    import torch

    from course_lib.accuracy import true_value, ulp_error

    f = f or _form("torch_rule")
    x = torch.tensor([25.0], dtype=torch.float64)
    single, double = f(x.float()).item(), f(x).item()
    excess = float(true_value(x)[0] - 25)
    off = ulp_error(f(x), true_value(x), torch.float64).item()
    return Measured(
        "true" if single == double == 25.0 else "false",
        {"float32": single, "float64": double, "true_excess": excess, "ulp_float64": off},
        f"25 gives {single!r} in float32 and {double!r} in float64; the true value is 25 + {excess:.1e}, "
        f"so the float64 result is {off:,.0f} ULP off.",
    )


def _curvature_error(f: Callable, x: float) -> float:
    """Relative error of the second derivative that autograd finds for f in float32."""
    import torch

    from course_lib.accuracy import true_value

    point = torch.tensor([x], requires_grad=True)
    (slope,) = torch.autograd.grad(f(point), point, create_graph=True)
    (bend,) = torch.autograd.grad(slope, point)
    return abs(float(bend.item() / true_value(point.detach(), quantity="curvature")[0] - 1))


def defaults_fit(f: Callable | None = None) -> Measured:
    """PyTorch's rule with β = 1 and threshold 20: values in float32 and float64, second derivative in float32."""
    f = f or _form("torch_rule")
    single = _worst_in_float32(f, -80.0, 89.0)
    double = _ulp_just_above_threshold(f, 1.0)
    at_15, at_17 = _curvature_error(f, 15.0), _curvature_error(f, 17.0)
    fine_single = single <= 3
    harms = double > 1000 or at_15 > 0.1 or at_17 > 0.1
    return Measured(
        "false" if not fine_single else "depends" if harms else "true",
        {"worst_float32": single, "ulp_float64": double, "curvature_15": at_15, "curvature_17": at_17},
        "float32 values on [−80, 89] are " + ("at most 3 ULP off" if fine_single else f"{single:.1f} ULP off")
        + f"; float64 is {double:,.0f} ULP off just above 20; the second derivative in float32 is off by "
        + f"{100 * at_15:.0f} % at x = 15 and {100 * at_17:.0f} % at x = 17.",
    )  # fmt: skip


CLAIMS = [
    Claim("C13", "Even for large negative inputs the output of softplus is not exactly zero.", ("B",), "measured",
          "exact arithmetic only", "03", on="floats underflow to 0", measure=never_exactly_zero),
    Claim("C18", "The exponential in softplus overflows for large inputs.", ("B",), "measured", "true", "03",
          measure=exponential_overflows),
    Claim("C19", "A threshold that switches to the identity prevents overflow.", ("A", "B"), "measured", "depends",
          "03", on="the threshold and the arithmetic: the default is safe in float32 or wider, a threshold above "
          "ln of the largest number is not, and the stable form needs none", measure=threshold_prevents_overflow),
    Claim("C20", "The switch at threshold 20 hardly changes the result.", ("B",), "measured", "depends", "03",
          on="the float type: nothing in float32, 580,163 ULP in float64", measure=switch_changes_little),
    Claim("C21", "For small inputs the formula log(1 + eˣ) can be evaluated directly.", ("B",), "measured", "false",
          "03", measure=evaluated_directly),
    Claim("C40", "With threshold 20, an input of 25 comes back as 25.", ("B",), "measured", "true", "03",
          measure=twenty_five),
    Claim("C41", "The defaults β = 1 and threshold = 20 fit most cases.", ("A", "B"), "measured", "depends", "03",
          on="the float type and the derivative: values in float32 yes, float64 and second derivatives no",
          measure=defaults_fit),
]  # fmt: skip
