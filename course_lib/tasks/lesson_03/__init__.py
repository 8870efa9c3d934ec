"""Lesson 03, numbers that break: where a formula fails, log(1 − e⁻ᵃ), the inverse, a threshold, a counterexample, a bug."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from course_lib.tasks.grids import elementwise_probes, form_probes
from course_lib.tasks.task import (
    Cause,
    Exact,
    FunctionTask,
    KnownMistake,
    KnownNumber,
    NumberTask,
    Probe,
    Tolerance,
)

LN2 = math.log(2)
LN_LARGEST = math.log(3.4e38)
BITS = 11
WIDTH = LN_LARGEST + BITS * LN2
"""TensorFloat-32, in which many GPUs multiply: the range of float32 with the 11 bits of float16."""

TWO_ENDS = NumberTask(
    id="03-two-ends",
    lesson="03",
    objective="03-O1",
    name="width",
    title="both ends of log(1 + exp(x)) in another type",
    asked="TensorFloat-32 has 11 bits of precision and the largest number 3.4e38. How wide is the range of x on which "
    "log(1 + exp(x)), typed in, is neither 0 nor inf? (One decimal is enough.)",
    points=3,
    low=WIDTH - 0.06,
    high=WIDTH + 0.06,
    expected="The range goes from −p ln 2 to ln(largest).",
    known=(
        KnownNumber(
            LN_LARGEST - BITS * LN2,
            Cause(
                "subtracted",
                "You subtracted the two ends' sizes: one end lies left of 0, the other right of it.",
                "Width is right end minus left end, and the left end is negative: ln(largest) − (−p ln 2).",
            ),
            0.001,
        ),
        KnownNumber(
            LN_LARGEST,
            Cause(
                "one-end",
                "That is the right end alone, where exp overflows; the width also counts what lies left of 0.",
                "Add the distance from 0 to the left end, p ln 2.",
            ),
            0.001,
        ),
        KnownNumber(
            BITS * LN2,
            Cause(
                "one-end",
                "That is the left part alone, p ln 2; the range goes on to the right of 0.",
                "Add the right end, ln(largest), where exp overflows.",
            ),
        ),
        KnownNumber(
            LN_LARGEST + 10 * LN2,
            Cause(
                "stored-bits",
                "You used 10 bits. The precision counts the leading one too, although it is not stored.",
                "Use p = 11, as the task says: the ULP of 1 is 2^−(p−1), and half of it is 2^−p.",
            ),
            0.001,
        ),
        KnownNumber(
            LN_LARGEST + 24 * LN2,
            Cause(
                "bits-of-float32",
                "Your right end is right, and your left end is that of float32, which has 24 bits.",
                "The left end depends on the precision alone: 11 bits give −11 ln 2.",
            ),
            0.001,
        ),
        KnownNumber(
            math.log(65504) + BITS * LN2,
            Cause(
                "range-of-float16",
                "Your left end is right, and your right end is that of float16, whose largest number is 65504.",
                "The right end depends on the largest number alone: ln(3.4e38).",
            ),
            0.005,
        ),
        KnownNumber(
            LN_LARGEST + 127 * LN2,
            Cause(
                "underflow",
                "Your left end is near the type's smallest number. The formula returns 0 long before: "
                "1 + exp(x) is rounded to 1.",
                "Ask when exp(x) is lost beside 1: at half the ULP of 1, which is 2^−p.",
            ),
            0.08,
        ),
        KnownNumber(
            WIDTH / LN2,
            Cause(
                "wrong-base",
                "You used logarithms to base 2; the exponential in softplus is eˣ.",
                "Use math.log, the natural logarithm, for both ends.",
            ),
            0.001,
        ),
        KnownNumber(
            WIDTH / math.log(10),
            Cause(
                "wrong-base",
                "You used logarithms to base 10; the exponential in softplus is eˣ.",
                "Use math.log, the natural logarithm, for both ends.",
            ),
            0.002,
        ),
    ),
    too_small=Cause(
        "too-small",
        "Your range is too short: at one of its ends the formula still works.",
        "Compute both ends: ln(3.4e38) on the right, −11 ln 2 on the left.",
    ),
    too_large=Cause(
        "too-large",
        "Your range is too long: at one of its ends the formula has failed already.",
        "Compute both ends: ln(3.4e38) on the right, −11 ln 2 on the left.",
    ),
    hints=(
        "There are two ends: one where exp(x) is too large for the type, one where 1 + exp(x) is rounded to 1.",
        "Right end: exp(x) = 3.4e38. Left end: exp(x) = 2⁻¹¹, half the ULP of 1.",
        "The width is ln(3.4e38) + 11 ln 2.",
    ),
    solution="exp overflows from ln(3.4e38) = 88.72 on, as in float32: that end is a matter of range. 1 + exp(x) is 1 "
    "from −11 ln 2 = −7.62 on, as in float16: that end is a matter of precision. The width is 96.35.",
)

# ---------------------------------------------------------------- log(1 - exp(-a))

POSITIVE = (0.125, 0.25, 0.375, 1.0, 2.0, 4.0)
POSITIVE_VALUES = (0.01, 0.125, 0.3, 0.5, 0.66, 0.72, 1.0, 1.5, 2.0, 4.0, 7.0)
NEAR_ZERO = Tolerance({"float64": 1e-4, "float32": 1e-4, "float16": 1e-2, "bfloat16": 6e-2}, absolute=1e-6)
STRICT = Tolerance({"float64": 1e-12, "float32": 2e-5, "float16": 1e-2, "bfloat16": 6e-2})


def _positive_probes(
    large32: tuple[float, ...], large64: tuple[float, ...], *settings: dict[str, Any]
) -> tuple[Probe, ...]:
    """Probes for a function of a positive number: ordinary points on both sides of ln 2, then both tails."""
    chosen = settings or ({},)
    probes = []
    for place, setting in enumerate(chosen, start=1):
        mark = f", setting {place}" if place > 1 else ""
        probes.append(Probe(f"ordinary{mark}", "value", POSITIVE_VALUES, setting, slope=False))
        probes.append(Probe(f"drawn{mark}", "value", (), setting, slope=False, random=16, low=0.05, high=6.0))
    main = chosen[0]
    return (
        *probes,
        Probe("tiny float32", "extremes", (1e-30, 1e-8, 1e-5), main, slope=False),
        Probe("tiny float64", "extremes", (1e-300, 1e-17, 1e-9), main, dtype="float64", slope=False),
        Probe("large float32", "extremes", large32, main, slope=False),
        Probe("large float64", "extremes", large64, main, dtype="float64", slope=False),
        *form_probes(main, POSITIVE),
    )  # fmt: skip


def _of(argument: str, probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """The probes with the name that the task gives to the input, for the messages."""
    return tuple(replace(probe, argument=argument) for probe in probes)


def _log1mexp(m: Any, a: Any) -> Any:
    return m.log(-m.expm1(-a)) if a < LN2 else m.log1p(-m.exp(-a))


def _blank(other: Any) -> Any:
    """What the task's function returns when the blank, the branch for large a, holds `other`."""
    return lambda m, a: _log1mexp(m, a) if a < LN2 else other(m, a)


LOG1MEXP = FunctionTask(
    id="03-log1mexp",
    lesson="03",
    objective="03-O2",
    name="log1mexp",
    title="log(1 − exp(−a)) with two branches",
    asked="Fill the blank so that log1mexp(a) = log(1 − exp(−a)) keeps its digits for every a > 0, tiny or large.",
    points={"value": 2, "extremes": 2, "shape": 1, "side effects": 1},
    exact=Exact(value=_log1mexp),
    probes=_of(
        "a",
        (
            probe
            for probe in _positive_probes((20.0, 50.0, 80.0), (40.0, 100.0, 700.0))
            if probe.line not in ("dtype", "integers")
        ),
    ),
    tolerances={"value": NEAR_ZERO, "extremes": STRICT},
    mistakes=(
        KnownMistake(
            Cause(
                "plus-sign",
                "For a > ln 2 your values are those of log(1 + exp(−a)): the minus inside is missing.",
                "log1p(t) is log(1 + t); here t is −exp(−a).",
            ),
            _blank(lambda m, a: m.log1p(m.exp(-a))),
        ),
        KnownMistake(
            Cause(
                "sign-outside",
                "For a > ln 2 your values have the wrong sign: log(1 − exp(−a)) is negative.",
                "1 − exp(−a) lies below 1, so its logarithm is below 0; take the minus away from the front.",
            ),
            _blank(lambda m, a: -m.log1p(-m.exp(-a))),
        ),
        KnownMistake(
            Cause(
                "exp-of-plus-a",
                "For a > ln 2 the exponential is given +a instead of −a, and the logarithm a negative number: NaN.",
                "The exponent is −a: exp(−a) is small for large a.",
            ),
            _blank(lambda m, a: m.nan),
        ),
        KnownMistake(
            Cause(
                "first-term-only",
                "For a > ln 2 you took log(1 − t) to be −t. That is only the first term, right for very small t.",
                "log1p(−t) has all terms: torch.log1p(-torch.exp(-a)).",
            ),
            _blank(lambda m, a: -m.exp(-a)),
        ),
        KnownMistake(
            Cause(
                "minus-outside",
                "For a > ln 2 you return −log(1 + exp(−a)): the minus belongs inside, in front of exp(−a).",
                "log1p(t) is log(1 + t); here t is −exp(−a).",
            ),
            _blank(lambda m, a: -m.log1p(m.exp(-a))),
        ),
        KnownMistake(
            Cause(
                "no-log",
                "For a > ln 2 the logarithm is missing: you return 1 − exp(−a) or its negative.",
                "Take the logarithm of 1 − exp(−a), with log1p.",
            ),
            _blank(lambda m, a: m.expm1(-a)),
        ),
        KnownMistake(
            Cause(
                "no-log",
                "For a > ln 2 the logarithm is missing: you return 1 − exp(−a) or its negative.",
                "Take the logarithm of 1 − exp(−a), with log1p.",
            ),
            _blank(lambda m, a: -m.expm1(-a)),
        ),
    ),
    properties={
        "value": "It is negative, rises with a, and is −ln 2 at a = ln 2.",
        "extremes": "For large a it is close to −exp(−a), for tiny a close to log(a).",
    },
    hints=(
        "For large a the number exp(−a) is small. Where does the small number meet 1?",
        "log(1 − t) with a small t: there is a function that takes t and never forms 1 − t.",
        "log1p(t) is log(1 + t). Give it minus exp(−a).",
    ),
    solution="""\
large = torch.log1p(-torch.exp(-a))

For large a, exp(−a) is small beside 1, and log1p keeps it. For small a, exp(−a) is near 1, and it is 1 − exp(−a) that
is small: expm1 keeps that one. The two meet at a = ln 2, where both are good.""",
)

# ---------------------------------------------------------------- inverse


def _inverse(m: Any, y: Any, beta: float = 1.0) -> Any:
    return y + _log1mexp(m, beta * y) / beta


INVERSE = FunctionTask(
    id="03-inverse",
    lesson="03",
    objective="03-O2",
    name="inverse_softplus",
    title="the inverse of softplus",
    asked="Write inverse_softplus(y, beta): the x with softplus(x, β) = y, for y > 0, accurate for tiny and for large y.",
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_inverse),
    probes=_of(
        "y",
        (
            *_positive_probes(
                (20.0, 89.0, 100.0, 1e30),
                (20.5, 25.0, 40.0, 710.0, 1e4, 1e200),
                {"beta": 1.0},
                {"beta": 0.5},
                {"beta": 4.0},
            ),
            Probe(
                "limits",
                "extremes",
                (0.0, math.inf, math.nan),
                {"beta": 1.0},
                slope=False,
                expected=(-math.inf, math.inf, math.nan),
            ),
        ),
    ),
    tolerances={"value": NEAR_ZERO, "extremes": STRICT},
    mistakes=(
        KnownMistake(
            Cause(
                "beta-ignored",
                "β is ignored: your values are those of β = 1, whatever β is.",
                "Solve y = log(1 + exp(βx))/β for x: β enters twice.",
            ),
            lambda m, y, beta: _inverse(m, y),
        ),
        KnownMistake(
            Cause(
                "beta-once",
                "You solved for βx and stopped: the division by β is missing.",
                "From exp(βx) = exp(βy) − 1 follows βx = log(exp(βy) − 1); divide by β to get x.",
            ),
            lambda m, y, beta: _inverse(m, y, beta) * beta,
        ),
        KnownMistake(
            Cause(
                "beta-once",
                "The result is divided by β, but y is not multiplied by it.",
                "softplus divides by β at its end; undo that first: multiply y by β.",
            ),
            lambda m, y, beta: _inverse(m, y) / beta,
        ),
        KnownMistake(
            Cause(
                "beta-once",
                "The logarithm is not divided by β: you return y + log(1 − exp(−βy)).",
                "From βx = βy + log(1 − exp(−βy)) follows x: divide both terms by β.",
            ),
            lambda m, y, beta: y + _log1mexp(m, beta * y),
        ),
        KnownMistake(
            Cause(
                "beta-once",
                "Only one of the two terms is right in β: y stands there as βy undivided, or as y/β.",
                "x = (βy + log(1 − exp(−βy)))/β: the first term is y itself, the second is divided by β.",
            ),
            lambda m, y, beta: beta * y + _log1mexp(m, beta * y) / beta,
        ),
        KnownMistake(
            Cause(
                "beta-once",
                "Only one of the two terms is right in β: y stands there as βy undivided, or as y/β.",
                "x = (βy + log(1 − exp(−βy)))/β: the first term is y itself, the second is divided by β.",
            ),
            lambda m, y, beta: (y + _log1mexp(m, beta * y)) / beta,
        ),
        KnownMistake(
            Cause(
                "is-softplus",
                "Your function is softplus itself, not its inverse: log(exp(y) + 1) instead of log(exp(y) − 1).",
                "Check with one number: softplus(0) = ln 2, so the inverse of ln 2 must be 0.",
            ),
            lambda m, y, beta: m.log1p(m.exp(beta * y)) / beta,
        ),
        KnownMistake(
            Cause(
                "sign",
                "The sign of the second part is turned around: y − log(1 − exp(−βy))/β.",
                "Pull exp(βy) out of exp(βy) − 1: log(exp(βy) · (1 − exp(−βy))) is a sum, not a difference.",
            ),
            lambda m, y, beta: y - _log1mexp(m, beta * y) / beta,
        ),
        KnownMistake(
            Cause(
                "no-log",
                "The logarithm is missing: exp(βy) − 1 is exp(βx), not x.",
                "Take the logarithm, then divide by β.",
            ),
            lambda m, y, beta: m.expm1(beta * y) / beta,
        ),
        KnownMistake(
            Cause(
                "missing-y",
                "The y in front is missing: log(1 − exp(−βy))/β is only the correction to y.",
                "Pull exp(βy) out of the logarithm: it becomes y + log(1 − exp(−βy))/β.",
            ),
            lambda m, y, beta: _log1mexp(m, beta * y) / beta,
        ),
    ),
    properties={
        "value": "It is below y, rises with y, and is 0 at y = ln 2/β.",
        "extremes": "For large y it is nearly y, for tiny y nearly log(βy)/β.",
    },
    forbidden=("inverse", "SoftplusTransform", "softplus_inverse"),
    points_if_called=3,
    hints=(
        "Solve y = log(1 + exp(βx))/β for x on paper. Then ask where a small number meets 1, and where exp overflows.",
        "log(exp(z) − 1) with z = βy overflows for large z. Pull exp(z) out: z + log(1 − exp(−z)).",
        "y + log(−expm1(−βy))/β: the exponent is never positive, and expm1 keeps a tiny βy.",
    ),
    solution="""\
def inverse_softplus(y, beta=1.0):
    return y + torch.log(-torch.expm1(-beta * y)) / beta

log(exp(z) − 1) = z + log(1 − exp(−z)) for z = βy. The exponential only sees numbers below 0, and expm1 keeps the digits
of a small z. For large z the logarithm is of a number near 1 and nearly 0: it no longer matters beside y.""",
)

# ---------------------------------------------------------------- judge a threshold

THRESHOLD = NumberTask(
    id="03-threshold",
    lesson="03",
    objective="03-O3",
    name="smallest_threshold",
    title="a threshold for float16",
    asked="What is the smallest whole threshold that changes nothing a float16 could show (β = 1)? Compare the dropped "
    "gap with half a ULP at x = t.",
    points=2,
    low=7,
    high=7,
    expected="Compare log(1 + exp(−t)) with half a ULP of float16 at t.",
    known=(
        KnownNumber(
            6,
            Cause(
                "one-too-small",
                "At t = 6 the dropped gap is 0.63 ULP: more than half, so some results change.",
                "Go on to the next whole number and compute the ratio there.",
            ),
        ),
        KnownNumber(
            8,
            Cause(
                "left-end",
                "8 is safe, but not the smallest. Perhaps you used p ln 2 = 7.6, which belongs to the left end.",
                "Compute the ratio of gap and ULP at t = 7, where one ULP is 2⁻⁸.",
            ),
        ),
        KnownNumber(
            15,
            Cause(
                "other-type",
                "15 is the answer for float32. float16 has 11 bits instead of 24, so its ULP is far larger.",
                "The ULP of float16 at x between 4 and 8 is 2⁻⁸; compare the gap with half of that.",
            ),
        ),
        KnownNumber(
            20,
            Cause(
                "default",
                "20 is PyTorch's default. It changes nothing in float16, but it is far from the smallest.",
                "Lower t one by one and compute gap/ULP until it passes one half.",
            ),
        ),
    ),
    too_small=Cause(
        "too-small",
        "With that threshold the switch drops more than half a ULP, so results change.",
        "Compute log(1 + exp(−t)) divided by the ULP of float16 at t, for t = 5, 6, 7, 8.",
    ),
    too_large=Cause(
        "too-large",
        "That threshold is safe, but a smaller whole number is safe too.",
        "Compute log(1 + exp(−t)) divided by the ULP of float16 at t, for t = 5, 6, 7, 8.",
    ),
    hints=(
        "Three numbers decide: the dropped gap at t, one ULP at t, and their ratio.",
        "float16 has 11 bits: between 4 and 8 one ULP is 2² · 2⁻¹⁰ = 2⁻⁸.",
        "At t = 6 the ratio is 0.63, at t = 7 it is 0.23.",
    ),
    solution="One ULP of float16 between 4 and 8 is 2⁻⁸ = 0.0039. The gap is 0.00248 at t = 6 (0.63 ULP) and 0.00091 at "
    "t = 7 (0.23 ULP). So 7 is the first whole threshold that drops less than half a ULP.",
)

# ---------------------------------------------------------------- prove it with a counterexample

STEP_LOW, STEP_HIGH = math.nextafter(2.0**-49, 1.0), 2.0611e-9  # 20 + 2⁻⁴⁹ is a tie and rounds back to 20
COUNTEREXAMPLE = NumberTask(
    id="03-counterexample",
    lesson="03",
    objective="03-O4",
    name="step",
    title="prove it with a counterexample",
    asked="“F.softplus never falls.” Disprove it: give a step h > 0 with F.softplus(20 + h) < F.softplus(20) in float64.",
    points=3,
    low=STEP_LOW,
    high=STEP_HIGH,
    expected="Just above 20 the output is the input itself.",
    known=(
        KnownNumber(
            20.000000001,
            Cause(
                "gave-x",
                "You gave the input 20 + h; the step h itself was asked for.",
                "Subtract 20: the step is what you add to 20.",
            ),
            1e-9,
        ),
    ),
    too_small=Cause(
        "no-step",
        "20 + h is not above 20 with your h: it is not positive, or so small that float64 rounds the sum back to 20.",
        "Choose h above the spacing of float64 at 20, which is about 4 · 10⁻¹⁵.",
    ),
    too_large=Cause(
        "climbed-back",
        "With your h the output has climbed back: 20 + h is already above F.softplus(20).",
        "F.softplus(20) is 20 plus the gap log(1 + exp(−20)); choose h smaller than that gap.",
    ),
    hints=(
        "Just above 20 the rule returns x itself. What does it return at 20?",
        "F.softplus(20) = 20 + 2.06 · 10⁻⁹, and F.softplus(20 + h) = 20 + h.",
        "Any h between 4 · 10⁻¹⁵ and 2 · 10⁻⁹ will do.",
    ),
    solution="h = 1e-9: F.softplus(20) is 20.000000002061, F.softplus(20 + 1e-9) is 20.000000001. One such step is a proof "
    "that the sentence is false; no number of steps at which it rises would prove it true.",
)

# ---------------------------------------------------------------- find the bug


def _slope(m: Any, x: Any, beta: float = 1.0) -> Any:
    return 1 / (1 + m.exp(-beta * x))


def _rule_slope(m: Any, x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    return m.mpf(1) if beta * x > threshold else _slope(m, x, beta)


def _tests_output(m: Any, x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    return m.mpf(1) if m.log1p(m.exp(beta * x)) > threshold else _slope(m, x, beta)


LOW_CUT = {"beta": 3.0, "threshold": 1.0}
DEFAULTS = {"beta": 1.0, "threshold": 20.0}

OLD_BACKWARD = FunctionTask(
    id="03-old-backward",
    lesson="03",
    objective="03-O4",
    name="repaired_slope",
    title="find the bug in an old backward pass",
    asked="Repair old_slope: repaired_slope(x, beta, threshold) is the slope of PyTorch's rule, 1 where the rule is linear "
    "and σ(βx) elsewhere, accurate in both tails.",
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_rule_slope),
    probes=(
        *(
            Probe(
                probe.name,
                probe.line,
                probe.x,
                probe.settings,
                dtype=probe.dtype,
                shape=probe.shape,
                layout=probe.layout,
                slope=False,
                random=probe.random,
                expected=probe.expected,
            )
            for probe in elementwise_probes(
                DEFAULTS, LOW_CUT, {"beta": 0.125, "threshold": 2.0}, limits=(0.0, 1.0, math.nan)
            )
        ),
        Probe("between x and y", "value", (0.2, 0.2736, 0.3, 0.36), LOW_CUT, slope=False),
        Probe(
            "threshold on x", "value", (3.0, 8.0, 15.0, 17.0), {"beta": 0.125, "threshold": 2.0}, slope=False
        ),
    ),
    tolerances={"extremes": STRICT},
    mistakes=(
        KnownMistake(
            Cause(
                "tests-output",
                "Your function still compares βy with the threshold. y is larger than x, so between the two it returns 1 "
                "where the rule is curved.",
                "Compare βx, as the forward pass does.",
            ),
            _tests_output,
        ),
        KnownMistake(
            Cause(
                "threshold-on-x",
                "Your function compares x with the threshold; the forward pass compares βx.",
                "Compute z = beta * x and test z.",
            ),
            lambda m, x, beta, threshold: m.mpf(1) if x > threshold else _slope(m, x, beta),
        ),
        KnownMistake(
            Cause(
                "threshold-ignored",
                "Your function is σ(βx) everywhere. Where the forward pass is the line y = x, its slope is 1.",
                "Use torch.where(beta * x > threshold, …): 1 where it holds, σ(βx) where it does not.",
            ),
            lambda m, x, beta, threshold: _slope(m, x, beta),
        ),
        KnownMistake(
            Cause(
                "beta-ignored",
                "β is ignored: your values are those of β = 1, whatever β is.",
                "The slope is σ(βx), and the test is on βx.",
            ),
            lambda m, x, beta, threshold: _rule_slope(m, x, 1.0, threshold),
        ),
        KnownMistake(
            Cause(
                "sigmoid-of-output",
                "You take σ of the output: σ(βy) instead of σ(βx).",
                "σ(βx) is the slope as a function of the input; from the output it would be 1 − exp(−βy).",
            ),
            lambda m, x, beta, threshold: (
                m.mpf(1) if beta * x > threshold else 1 / (1 + 1 / (1 + m.exp(beta * x)))
            ),
        ),
        KnownMistake(
            Cause(
                "mirrored",
                "Your slope falls where softplus gets steeper: it is σ(−βx).",
                "Check the sign in the exponential: the slope nears 0 on the left and 1 on the right.",
            ),
            lambda m, x, beta, threshold: m.mpf(1) if beta * x > threshold else _slope(m, -x, beta),
        ),
        KnownMistake(
            Cause(
                "times-beta",
                "Your slope is β times too large: the β in front of x and the β under the fraction cancel.",
                "d/dx of log(1 + exp(βx))/β is σ(βx), without a further β.",
            ),
            lambda m, x, beta, threshold: m.mpf(1) if beta * x > threshold else beta * _slope(m, x, beta),
        ),
        KnownMistake(
            Cause(
                "value-not-slope",
                "You return softplus itself; its slope was asked for.",
                "The slope is 1 where βx is above the threshold, else σ(βx).",
            ),
            lambda m, x, beta, threshold: x if beta * x > threshold else m.log1p(m.exp(beta * x)) / beta,
        ),
    ),
    properties={
        "value": "It lies between 0 and 1, is 1/2 at 0, and is 1 from βx = threshold on.",
        "extremes": "On the left it is close to exp(βx), never 0 before the type ends.",
    },
    hints=(
        "There are two faults. Compare what is tested with what the forward pass tests; then put x = −17 into the formula.",
        "The test must be on βx. And (z − 1)/z subtracts 1 from a number that was rounded to 1: write σ(βx) without that.",
        "torch.where(z > threshold, torch.ones_like(z), torch.sigmoid(z)) with z = beta * x.",
    ),
    solution="""\
def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    return torch.where(z > threshold, torch.ones_like(z), torch.sigmoid(z))

Fault 1: the backward pass tested βy, the forward pass βx; y is the larger one, so between them the two disagreed.
Fault 2: (z − 1)/z with z = exp(βy) is 0 as soon as exp(βy) rounds to 1, from βx = −16.64 on in float32. PyTorch 1.9 went
back to the input; lesson 06 shows how to stay with the output and lose nothing, by expm1.""",
)

TASKS = (TWO_ENDS, LOG1MEXP, INVERSE, THRESHOLD, COUNTEREXAMPLE, OLD_BACKWARD)
