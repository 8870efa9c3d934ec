"""Claims taught in lesson 01, meet softplus: what the function is, at zero, far out, and for other β."""

import math
from collections.abc import Callable
from itertools import pairwise

from course_lib.claims.entry import Claim, Measured

FLOAT_NAMES = ("float16", "bfloat16", "float32", "float64")


def _softplus() -> Callable:
    from course_lib.activations import softplus

    return softplus


def definition(f: Callable | None = None) -> Measured:
    """f against mpmath's ln(1 + eˣ), and f − ReLU against log1p(e^−|x|), in float64 on 241 points of [−30, 30]."""
    import mpmath
    import torch

    f = f or _softplus()
    x = torch.linspace(-30, 30, 241, dtype=torch.float64)
    y = f(x)
    with mpmath.workprec(200):
        exact = [mpmath.log1p(mpmath.exp(mpmath.mpf(v))) for v in x.tolist()]
        worst = max(
            abs(float(mpmath.mpf(got) / true - 1)) for got, true in zip(y.tolist(), exact, strict=True)
        )
        gap = [mpmath.log1p(mpmath.exp(-abs(mpmath.mpf(v)))) for v in x.tolist()]
        relu = [mpmath.mpf(max(v, 0.0)) for v in x.tolist()]
        identity = max(abs(float(t - r - g)) for t, r, g in zip(exact, relu, gap, strict=True))
    holds = worst < 1e-15 and identity < 1e-50
    return Measured(
        "true" if holds else "false",
        {"worst_relative_error": worst, "gap_identity_error": identity},
        "on 241 points of [−30, 30] the relative error against ln(1 + eˣ) at 200 bits is "
        + ("below 1e-15" if worst < 1e-15 else f"{worst:.1e}")
        + "; ln(1 + eˣ) − ReLU(x) equals log1p(e^−|x|) "
        + ("to 50 digits." if identity < 1e-50 else f"only to {identity:.1e}."),
    )


def like_relu_without_corner(f: Callable | None = None) -> Measured:
    """The gap to ReLU at 0, ±5 and ±10, and how far the slope jumps at 0, for f and for ReLU."""
    import torch

    f = f or _softplus()
    x = torch.tensor([0.0, -5.0, 5.0, -10.0, 10.0], dtype=torch.float64)
    gap = (f(x) - torch.relu(x)).tolist()

    def jump(g: Callable) -> float:
        """Right slope minus left slope at 0 from one-sided differences of step 1e-6."""
        h = 1e-6
        left, middle, right = g(torch.tensor([-h, 0.0, h], dtype=torch.float64)).tolist()
        return (right - middle) / h - (middle - left) / h

    corner, relu_corner = jump(f), jump(torch.relu)
    close = max(gap[1:3]) < 0.0068 and max(gap[3:]) < 4.6e-5
    bounded = abs(gap[0] - math.log(2)) < 1e-15
    smooth = abs(corner) < 1e-5
    return Measured(
        "true" if close and bounded and smooth else "false",
        {"gap_at_0": gap[0], "gap_at_5": max(gap[1:3]), "gap_at_10": max(gap[3:]), "slope_jump": corner},
        f"the gap to ReLU is {gap[0]:.4f} at 0, {max(gap[1:3]):.4f} at ±5 and {max(gap[3:]):.1e} at ±10; "
        f"the slope jumps by {abs(round(corner, 4)):.4f} at 0, ReLU's by {relu_corner:.4f}.",
    )


def last_zero(f: Callable, dtype_name: str) -> float:
    """The largest x < 0 of the dtype with f(x) == 0, by bisection; −inf where f is positive at every finite x."""
    import torch

    dtype = getattr(torch, dtype_name)

    def value(x: float) -> float:
        return f(torch.tensor(x, dtype=dtype)).item()

    zero, positive = -1000.0, -1.0
    if value(zero) != 0.0 or value(positive) == 0.0:
        return -math.inf if value(zero) != 0.0 else positive
    while True:
        middle = torch.tensor((zero + positive) / 2, dtype=dtype).item()
        if middle in (zero, positive):
            return zero
        if value(middle) == 0.0:
            zero = middle
        else:
            positive = middle


def never_zero(f: Callable | None = None) -> Measured:
    """Where f becomes exactly 0 in each float type, and whether the true value there is positive."""
    import mpmath

    f = f or _softplus()
    zeros = {name: last_zero(f, name) for name in FLOAT_NAMES}
    with mpmath.workprec(2000):
        exact_positive = all(
            mpmath.log1p(mpmath.exp(mpmath.mpf(x))) > 0 for x in zeros.values() if math.isfinite(x)
        )
    reaches_zero = any(math.isfinite(x) for x in zeros.values())
    verdict = (
        "exact arithmetic only" if exact_positive and reaches_zero else "true" if exact_positive else "false"
    )
    listed = ", ".join(f"{x:.2f} ({name})" for name, x in zeros.items())
    return Measured(
        verdict,
        {f"zero_{name}": x for name, x in zeros.items()},
        f"the true value is positive everywhere, but the computed one is exactly 0 at and below {listed}.",
    )


def first_identity(f: Callable, dtype_name: str) -> float:
    """The smallest x > 0 of the dtype with f(x) == x, by bisection on [1, 100]; inf where f(100) ≠ 100."""
    import torch

    dtype = getattr(torch, dtype_name)

    def same(x: float) -> bool:
        return f(torch.tensor(x, dtype=dtype)).item() == x

    differs, equal = 1.0, 100.0
    if not same(equal):
        return math.inf
    while True:
        middle = torch.tensor((differs + equal) / 2, dtype=dtype).item()
        if middle in (differs, equal):
            return equal
        if same(middle):
            equal = middle
        else:
            differs = middle


def nearly_x(f: Callable | None = None) -> Measured:
    """f(x) − x at 5, 10, 20, and from where on f(x) is x itself in each float type (exact by mpmath)."""
    import mpmath
    import torch

    f = f or _softplus()
    x = torch.tensor([5.0, 10.0, 20.0], dtype=torch.float64)
    excess = (f(x) - x).tolist()
    true = [float(mpmath.log1p(mpmath.exp(-v))) for v in x.tolist()]
    close = all(math.isclose(a, b, rel_tol=1e-5) for a, b in zip(excess, true, strict=True))
    starts = {name: first_identity(f, name) for name in FLOAT_NAMES}
    # rounded up to a half: the last input that differs depends on the machine's exp and log1p
    bounds = {name: math.ceil(v * 2) / 2 if math.isfinite(v) else v for name, v in starts.items()}
    listed = ", ".join(f"{v:g} ({name})" for name, v in bounds.items())
    return Measured(
        "true" if close and all(map(math.isfinite, starts.values())) else "false",
        {
            "excess_at_5": excess[0],
            "excess_at_20": excess[2],
            **{f"identity_{n}": v for n, v in starts.items()},
        },
        f"the excess over x is {excess[0]:.4f} at 5, {excess[1]:.1e} at 10 and {excess[2]:.1e} at 20; "
        f"rounded, f(x) is x itself at the latest from {listed} on.",
    )


def value_at_zero(f: Callable | None = None) -> Measured:
    """f(0) in each float type against ln 2."""
    import torch

    f = f or _softplus()
    values = {name: f(torch.tensor(0.0, dtype=getattr(torch, name))).item() for name in FLOAT_NAMES}
    within = all(
        abs(value - math.log(2)) <= torch.finfo(getattr(torch, name)).eps / 4
        for name, value in values.items()
    )
    return Measured(
        "true" if within else "false",
        values,
        f"f(0) = {values['float64']:.4f} in float64; every float type gives ln 2 "
        + ("correctly rounded." if within else "wrong by more than half a unit in the last place."),
    )


PRINTED = {-2.0: "0.1269", -1.0: "0.3133", 0.0: "0.6931", 1.0: "1.3133", 2.0: "2.1269"}


def five_values(f: Callable | None = None) -> Measured:
    """f at −2 … 2 beside the printed values, by `f` and by PyTorch's nn.Softplus."""
    import torch

    f = f or _softplus()
    x = torch.tensor(list(PRINTED))
    ours = [f"{v:.4f}" for v in f(x).tolist()]
    torchs = [f"{v:.4f}" for v in torch.nn.Softplus()(x).tolist()]
    printed = list(PRINTED.values())
    above = bool((f(x)[-2:] > x[-2:]).all())
    return Measured(
        "true" if ours == printed and torchs == printed and above else "false",
        {f"f({key:g})": value for key, value in zip(PRINTED, ours, strict=True)},
        "at −2, −1, 0, 1, 2 the values are " + ", ".join(ours) + "; nn.Softplus prints the same."
        if ours == torchs
        else "nn.Softplus prints " + ", ".join(torchs) + ".",
    )


def clips(f: Callable | None = None) -> Measured:
    """Whether f is constant anywhere on [−10, 10], as ReLU is left of 0."""
    import torch

    f = f or _softplus()
    x = torch.linspace(-10, 10, 2001, dtype=torch.float64)
    steps = f(x).diff()
    flat = int((steps <= 0).sum())
    relu_flat = int((torch.relu(x).diff() <= 0).sum())
    at_minus_one = f(torch.tensor(-1.0, dtype=torch.float64)).item()
    return Measured(
        "true" if flat else "false",
        {"flat_steps": flat, "relu_flat_steps": relu_flat, "f(-1)": at_minus_one},
        f"of 2000 steps over [−10, 10] softplus is flat in {flat}, ReLU in {relu_flat}; f(−1) = {at_minus_one:.4f}, not 0.",
    )


def beta_sharpens(f: Callable | None = None) -> Measured:
    """The largest gap to ReLU and the slope range around 0 for β = 0.5, 1, 2, 10."""
    import torch

    f = f or _softplus()
    x = torch.linspace(-5, 5, 2001, dtype=torch.float64)
    betas = (0.5, 1.0, 2.0, 10.0)
    gaps = [(f(x, b) - torch.relu(x)).max().item() for b in betas]
    bound = all(math.isclose(g, math.log(2) / b, rel_tol=1e-12) for g, b in zip(gaps, betas, strict=True))
    bend = [(f(x[1001], b) - 2 * f(x[1000], b) + f(x[999], b)).item() / 0.005**2 for b in betas]
    steeper = all(a < b for a, b in pairwise(bend))
    nearer = all(a > b for a, b in pairwise(gaps))
    return Measured(
        "true" if bound and steeper and nearer else "false",
        {**{f"gap_{b:g}": g for b, g in zip(betas, gaps, strict=True)}},
        "the largest gap to ReLU is "
        + ", ".join(f"{g:.4f}" for g in gaps)
        + " for β = 0.5, 1, 2, 10, which is ln 2/β; the bend at 0 is "
        + ", ".join(f"{b:.3f}" for b in bend)
        + ", which is β/4.",
    )


def difference_is_negative_side(f: Callable | None = None) -> Measured:
    """The gap to ReLU at x and at −x; the statement holds only if the negative side differs more."""
    import torch

    f = f or _softplus()
    x = torch.linspace(0.1, 10, 100, dtype=torch.float64)
    right, left = f(x) - x, f(-x)
    worst = ((left - right).abs() / left.abs().clamp_min(1e-4)).max().item()
    at_one = (f(torch.tensor([1.0, -1.0], dtype=torch.float64)) - torch.tensor([1.0, 0.0])).tolist()
    return Measured(
        "false" if worst < 1e-10 else "true",
        {"gap(1)": at_one[0], "gap(-1)": at_one[1], "worst_asymmetry": worst},
        f"the gap is {at_one[0]:.4f} at 1 and {at_one[1]:.4f} at −1; over 100 pairs ±x it is the same on both sides"
        + (" to ten digits." if worst < 1e-10 else f" only to {worst:.1e}."),
    )


CLAIMS = [
    Claim("C01", "Softplus is ln(1 + eˣ), a smooth approximation of ReLU.", ("A", "B"), "measured", "true", "01",
          measure=definition),
    Claim("C02", "Softplus behaves like ReLU for large |x| and avoids the sharp corner.", ("A", "B"), "measured",
          "true", "01", measure=like_relu_without_corner),
    Claim("C04", "Softplus gives small positive values for negative inputs and never reaches zero.", ("A", "B"),
          "measured", "exact arithmetic only", "01", on="floats underflow to 0", measure=never_zero),
    Claim("C07", "For large x the output of softplus is nearly x.", ("A", "B"), "measured", "true", "01",
          measure=nearly_x),
    Claim("C08", "Softplus at 0 is 0.6931, which is ln 2.", ("A",), "measured", "true", "01", measure=value_at_zero),
    Claim("C09", "On −2, −1, 0, 1, 2 softplus gives 0.1269, 0.3133, 0.6931, 1.3133, 2.1269, "
          "slightly above the input for 1 and 2.",
          ("A",), "measured", "true", "01", measure=five_values),
    Claim("C10", "Softplus clips outputs as ReLU does.", ("A",), "measured", "false", "01", measure=clips),
    Claim("C39", "A larger β makes softplus steeper and nearer to ReLU, a smaller β makes it softer.", ("B",),
          "measured", "true", "01", measure=beta_sharpens),
    Claim("C52", "The difference between softplus and ReLU shows at negative inputs.", ("B",), "measured", "false",
          "01", measure=difference_is_negative_side),
]  # fmt: skip
