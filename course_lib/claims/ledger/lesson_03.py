"""Claims taught in lesson 03, numbers that break: underflow, overflow, the direct formula, and the threshold rule."""

import math
from collections.abc import Callable

import pandas as pd

from course_lib.claims.entry import Claim
from course_lib.claims.measuring import (
    EXACT,
    FLOAT_TYPES,
    by_type,
    derivatives,
    errors,
    form,
    infinite_from,
    line,
    listed,
    tensor,
    zeros_by_type,
)


def zeros(f: Callable | None = None) -> pd.DataFrame:
    """For each float type: from where on f is 0, alone and in a long tensor; from where on the true value rounds to 0."""
    return zeros_by_type(f or form("softplus"), lambda x: EXACT.log1p(EXACT.exp(x)))


def _positive_to(frame: pd.DataFrame) -> pd.Series:
    """The whole number above which the true value is more than 1.5 of the type's smallest number.

    From there down to half of it, one processor gives the smallest number and another gives 0.
    """
    return frame.underflow_from.map(lambda x: math.ceil(x + math.log(3)))


def _zero_too_early(frame: pd.DataFrame) -> pd.DataFrame:
    first = frame[["zero_from", "zero_in_long"]].max(axis=1, skipna=False)
    return frame[~(first < _positive_to(frame))]


def underflow_verdict(frame: pd.DataFrame) -> str:
    if (frame.zero_at == -math.inf).all():
        return "true"
    return "exact arithmetic only" if _zero_too_early(frame).empty else "false"


def underflow_sentence(frame: pd.DataFrame) -> str:
    verdict, early = underflow_verdict(frame), _zero_too_early(frame)
    if verdict == "true":
        return "no finite input gives 0."
    if verdict == "false":
        starts = listed(early, "zero_in_long", lambda x: f"−{-x:.2f}")
        return f"in long tensors the output is 0 from {starts} on, long before the type runs out of small numbers."
    ends = frame.assign(positive_to=_positive_to(frame))
    above, zero = (listed(ends, name, lambda x: f"−{-x:.0f}") for name in ("positive_to", "zero_at"))
    return (
        f"the output is above 0 down to {above} and exactly 0 at and below {zero}; between the two it depends on the "
        "processor and on the length of the tensor."
    )


def infinities(f: Callable | None = None) -> pd.DataFrame:
    """For each float type: from where on f is inf, and ln of the type's largest number."""
    return by_type(infinite_from=lambda dtype: infinite_from(f or form("naive"), dtype))


def overflow_verdict(frame: pd.DataFrame) -> str:
    off = (frame.infinite_from - frame.ln_largest).abs()
    return "true" if (off <= 2 * frame.ln_largest * frame.eps).all() else "false"


def overflow_sentence(frame: pd.DataFrame) -> str:
    starts = listed(frame, "infinite_from", lambda x: f"{math.ceil(x * 100) / 100:g}")
    if overflow_verdict(frame) == "false":
        return f"inf appears from {starts or 'no input'} on."
    return f"log(1 + exp(x)) gives inf from {starts} on, the first x whose exponential is above the largest number."


def threshold_results(f: Callable | None = None) -> pd.DataFrame:
    """What f(x, beta, threshold) returns: by default in four float types, with β = 10, with threshold 100; and what the
    default rule returns with every step in float16."""
    import torch

    f, rows = f or form("torch_rule"), []
    default = [("float64", 1.9, 10.0, 20.0), ("float64", 2.5, 10.0, 20.0), ("float32", 95.0, 1.0, 100.0)]
    grid = [0.0, 10.0, 12.0, 20.0, 50.0, 89.0, 100.0, 710.0, 1e4]
    for dtype, x, beta, threshold in [(t, x, 1.0, 20.0) for t in FLOAT_TYPES for x in grid] + default:
        value = f(tensor(x, dtype), beta=beta, threshold=threshold).item()
        rows.append(("the function", dtype, beta, threshold, tensor(x, dtype).item(), value))
    half = tensor(12.0, "float16")
    value = torch.where(half > 20, half, torch.log1p(torch.exp(half))).item()
    rows.append(("the rule, step by step", "float16", 1.0, 20.0, 12.0, value))
    return pd.DataFrame(rows, columns=["by", "dtype", "beta", "threshold", "x", "value"])


def _threshold_findings(frame: pd.DataFrame) -> tuple[bool, bool, float]:
    """Is f finite by default? Is βx compared with the threshold? What does a threshold of 100 give?"""
    called = frame[frame.by == "the function"]
    default = called.value[(called.beta == 1) & (called.threshold == 20)]
    scaled = called[called.beta == 10]
    large = called.value[called.threshold == 100].item()
    return bool((default.abs() < math.inf).all()), list(scaled.value == scaled.x) == [False, True], large


def threshold_verdict(frame: pd.DataFrame) -> str:
    finite, tests_product, large = _threshold_findings(frame)
    if finite and math.isfinite(large):
        return "true"
    return "depends" if finite and tests_product else "false"


def threshold_sentence(frame: pd.DataFrame) -> str:
    finite, tests_product, large = _threshold_findings(frame)
    in_half = frame.value[frame.by != "the function"].item()
    switch = ", and the test is on βx: with β = 10 the switch lies between x = 1.9 and x = 2.5"
    return (
        "with the default every tested input up to 10000 is finite"
        + (" in four float types" if finite else " only in some types")
        + (switch if tests_product else "")
        + f"; with threshold = 100 an input of 95 gives {large:g} (float32); "
        f"the default rule with every step in float16 gives {in_half:g} at 12."
    )


def _just_above_threshold(f: Callable, beta: float) -> dict:
    """Errors of f in float64 at the first float whose βx lies above 20."""
    x = 20.0 / beta
    while beta * x <= 20.0:
        x = math.nextafter(x, math.inf)
    return errors(f(tensor([x]), beta=beta), tensor([x]), beta)


def switch_errors(f: Callable | None = None) -> pd.DataFrame:
    """Errors of f in float32 above 20 and on [5, 30], and in float64 just above βx = 20 for β = 1 and 10.1."""
    f = f or form("torch_rule")
    above = [20.0 + k * 2.0**-19 for k in range(1, 2001)] + [2.0**k for k in range(5, 100, 5)]
    single = [tensor(above, "float32"), line(5, 30, 1501, "float32")]
    double = [_just_above_threshold(f, beta) for beta in (1.0, 10.1)]
    return pd.DataFrame([errors(f(x), x) for x in single] + double)


def switch_verdict(frame: pd.DataFrame) -> str:
    above, around, double, _ = frame.itertuples()
    if above.wrongly_rounded or not around.worst_ulp <= 3:
        return "false"
    return "depends" if double.worst_ulp > 1000 else "true"


def switch_sentence(frame: pd.DataFrame) -> str:
    above, _, double, other = frame.itertuples()
    return (
        f"in float32 it changes {above.wrongly_rounded} of {above.points} tested results above 20; "
        f"in float64 the result just above 20 is {double.worst_ulp:,.0f} ULP off with β = 1 and "
        + ("more than 900,000" if other.worst_ulp > 900_000 else f"{other.worst_ulp:,.1f}")
        + f" with β = {other.beta:g}."
    )


def direct_errors(f: Callable | None = None) -> pd.DataFrame:
    """Errors of the formula as written, at −12.3392 and −17 in float32 and at −40 in float64."""
    inputs = [tensor([-12.3392], "float32"), tensor([-17.0], "float32"), tensor([-40.0])]
    return pd.DataFrame([errors((f or form("naive"))(x), x) for x in inputs])


def direct_verdict(frame: pd.DataFrame) -> str:
    return "true" if (frame.worst_relative_error < 1e-6).all() else "false"


def direct_sentence(frame: pd.DataFrame) -> str:
    where = [f"{row.dtype} at −{-row.low:.4g}" for row in frame.itertuples()]
    if direct_verdict(frame) == "true":
        off = f"less than a millionth ({', '.join(where)})."
    else:
        pairs = zip(frame.worst_relative_error, where, strict=True)
        off = ", ".join(f"{100 * e:.1f} % ({at})" for e, at in pairs) + "; 100 % means that it is 0."
    return f"evaluated as written, log(1 + exp(x)) is off by {off}"


def results_at_25(f: Callable | None = None) -> pd.DataFrame:
    """f(25) in float32 and float64 with its error, and how far the true value is above 25."""
    from course_lib.accuracy import true_value

    f, rows = f or form("torch_rule"), []
    for dtype in ("float32", "float64"):
        x = tensor([25.0], dtype)
        rows.append(errors(f(x), x) | {"value": f(x).item(), "true_excess": float(true_value(x)[0] - 25)})
    return pd.DataFrame(rows)


def at_25_verdict(frame: pd.DataFrame) -> str:
    return "true" if (frame.value == 25).all() else "false"


def at_25_sentence(frame: pd.DataFrame) -> str:
    single, double = frame.itertuples()
    return (
        f"25 gives {single.value!r} in float32 and {double.value!r} in float64; the true value is "
        f"25 + {double.true_excess:.1e}, so the float64 result is {double.worst_ulp:,.0f} ULP off."
    )


def default_errors(f: Callable | None = None) -> pd.DataFrame:
    """Errors of f: values in float32 on [−80, 89] and in float64 just above 20; curvature in float32 at 15 and 17."""
    f = f or form("torch_rule")
    x, bends = line(-80, 89, 1501, "float32"), [tensor([at], "float32") for at in (15.0, 17.0)]
    curved = [errors(derivatives(f, at, 2)[1], at, quantity="curvature") for at in bends]
    return pd.DataFrame([errors(f(x), x), _just_above_threshold(f, 1.0), *curved])


def defaults_verdict(frame: pd.DataFrame) -> str:
    single, double, *bends = frame.itertuples()
    if not single.worst_ulp <= 3:
        return "false"
    harmed = double.worst_ulp > 1000 or not all(bend.worst_relative_error <= 0.1 for bend in bends)
    return "depends" if harmed else "true"


def defaults_sentence(frame: pd.DataFrame) -> str:
    single, double, *bends = frame.itertuples()
    at_15, at_17 = (f"{100 * bend.worst_relative_error:.0f} % at x = {bend.low:g}" for bend in bends)
    return (
        "float32 values on [−80, 89] are "
        + ("at most 3 ULP off" if single.worst_ulp <= 3 else f"{single.worst_ulp:.1f} ULP off")
        + f"; float64 is {double.worst_ulp:,.0f} ULP off just above 20; "
        f"the second derivative in float32 is off by {at_15} and {at_17}."
    )


CLAIMS = [
    Claim(id="C13", statement="Even for large negative inputs the output of softplus is not exactly zero.",
          source=("B",), kind="measured", verdict="exact arithmetic only", on="floats underflow to 0", lesson="03",
          gather=zeros, decide=underflow_verdict, say=underflow_sentence),
    Claim(id="C18", statement="The exponential in softplus overflows for large inputs.", source=("B",),
          kind="measured", verdict="true", lesson="03", gather=infinities, decide=overflow_verdict,
          say=overflow_sentence),
    Claim(id="C19", statement="A threshold that switches to the identity prevents overflow.", source=("A", "B"),
          on="the threshold and the arithmetic: the default is safe in float32 or wider, a threshold above ln of the "
          "largest number is not, and the stable form needs none", kind="measured", verdict="depends", lesson="03",
          gather=threshold_results, decide=threshold_verdict, say=threshold_sentence),
    Claim(id="C20", statement="The switch at threshold 20 hardly changes the result.", source=("B",), kind="measured",
          verdict="depends", on="the float type: nothing in float32, 580,163 ULP in float64", lesson="03",
          gather=switch_errors, decide=switch_verdict, say=switch_sentence),
    Claim(id="C21", statement="For small inputs the formula log(1 + eˣ) can be evaluated directly.", source=("B",),
          kind="measured", verdict="false", lesson="03", gather=direct_errors, decide=direct_verdict,
          say=direct_sentence),
    Claim(id="C40", statement="With threshold 20, an input of 25 comes back as 25.", source=("B",), kind="measured",
          verdict="true", lesson="03", gather=results_at_25, decide=at_25_verdict, say=at_25_sentence),
    Claim(id="C41", statement="The defaults β = 1 and threshold = 20 fit most cases.", source=("A", "B"),
          kind="measured", verdict="depends",
          on="the float type and the derivative: values in float32 yes, float64 and second derivatives no",
          lesson="03", gather=default_errors, decide=defaults_verdict, say=defaults_sentence),
]  # fmt: skip
