"""Lesson 01, meet softplus: write it, measure its gap to ReLU, choose β, recognise its formula, judge what is said."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import (
    Answer,
    Cause,
    ChoiceTask,
    Exact,
    FunctionTask,
    KnownMistake,
    KnownNumber,
    NumberTask,
    Probe,
    TextTask,
)

# ---------------------------------------------------------------- formulas, in exact arithmetic


def _softplus(m: Any, x: Any, beta: float = 1.0) -> Any:
    return m.log1p(m.exp(beta * x)) / beta


def _slope(m: Any, x: Any, beta: float = 1.0) -> Any:
    return 1 / (1 + m.exp(-beta * x))


def _gap(m: Any, x: Any, beta: float = 1.0) -> Any:
    return m.log1p(m.exp(-abs(beta * x))) / beta


def _gap_slope(m: Any, x: Any, beta: float = 1.0) -> Any:
    return -m.sign(x) / (1 + m.exp(abs(beta * x)))


def _smooth_only(probes: tuple[Probe, ...]) -> tuple[Probe, ...]:
    """No slope is asked for at the gap's own corner, x = 0: each side's slope would be a fair answer."""
    return tuple(replace(probe, slope=False) if 0.0 in probe.x else probe for probe in probes)


# ---------------------------------------------------------------- known wrong answers

BETA_IGNORED = Cause(
    "beta-ignored",
    "β is ignored: your values are those of β = 1, whatever β is.",
    "β enters twice: inside, z = βx, and outside, the whole is divided by β.",
)
BETA_ONCE = Cause(
    "beta-once",
    "β is applied once instead of twice: the result is not divided by β.",
    "Divide by β at the end. Check: for large x the result must be near x, not near βx.",
)
BETA_OUTSIDE_ONLY = Cause(
    "beta-once",
    "β is applied once instead of twice: the result is divided by β, but x is not multiplied by it.",
    "Multiply x by β before the exponential. Check: for large x the result must be near x.",
)
BETA_SWAPPED = Cause(
    "beta-swapped",
    "β is used upside down: x is divided by β and the result multiplied by it.",
    "It is softplus(x) = log(1 + exp(βx)) / β: multiply first, divide last.",
)
THRESHOLD_ON_X = Cause(
    "threshold-on-x",
    "The switch to the identity is decided by x; it is βx that must be compared with the threshold.",
    "Compute z = βx first and test z. With β = 0.1, x = 25 is z = 2.5, far from the linear end.",
)
IS_RELU = Cause(
    "is-relu",
    "Your values are those of ReLU: the smooth part is missing.",
    "Softplus is log(1 + exp(βx)) / β; at 0 it is ln 2/β, not 0.",
)
IS_SIGMOID = Cause(
    "is-sigmoid",
    "Your values are those of the sigmoid, which is softplus's slope.",
    "Take the logarithm of 1 + exp(βx), not the reciprocal of 1 + exp(−βx).",
)
MISSING_ONE = Cause(
    "missing-one",
    "The 1 inside the logarithm is missing: log(exp(βx)) is just βx.",
    "Add 1 before you take the logarithm: log1p(t) is log(1 + t).",
)
WRONG_SIGN = Cause(
    "sign",
    "The sign of x is turned around: your function falls where softplus rises.",
    "Check the sign in front of βx inside the exponential; if you use exp(−|z|), add max(z, 0) "
    "outside the logarithm.",
)
MISSING_MAX = Cause(
    "missing-max",
    "The part max(x, 0) is missing: log1p(exp(−|βx|))/β is only the gap to ReLU.",
    "Add max(x, 0): softplus is ReLU plus the gap.",
)
WRONG_BASE = Cause(
    "wrong-base",
    "The logarithm has the wrong base: at 0 the value must be ln 2 = 0.693…, not 1 or 0.301.",
    "Use the natural logarithm: torch.log or torch.log1p.",
)

SOFTPLUS = FunctionTask(
    id="01-softplus",
    lesson="01",
    objective="01-O1",
    name="softplus",
    title="write softplus",
    asked="Write softplus(x, beta) = log(1 + exp(βx)) / β for a tensor of any shape and float dtype, "
    "right at both ends.",
    points={"value": 3, "gradient": 2, "extremes": 2, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_softplus, slope=_slope),
    probes=(
        *elementwise_probes(
            {"beta": 1.0}, {"beta": 0.5}, {"beta": 4.0}, {"beta": 0.125}, limits=(0.0, math.inf, math.nan)
        ),
        Probe("past a threshold on x", "value", (21.0, 25.0, 30.0), {"beta": 0.125}),
        Probe("without beta", "value", (-1.0, 0.0, 2.0)),
    ),
    mistakes=(
        KnownMistake(BETA_IGNORED, lambda m, x, beta=1.0: _softplus(m, x)),
        KnownMistake(BETA_ONCE, lambda m, x, beta=1.0: _softplus(m, x, beta) * beta),
        KnownMistake(BETA_OUTSIDE_ONLY, lambda m, x, beta=1.0: _softplus(m, x) / beta),
        KnownMistake(BETA_SWAPPED, lambda m, x, beta=1.0: _softplus(m, x, 1 / beta)),
        KnownMistake(THRESHOLD_ON_X, lambda m, x, beta=1.0: x if x > 20 else _softplus(m, x, beta)),
        KnownMistake(IS_RELU, lambda m, x, beta=1.0: max(x, m.mpf(0))),
        KnownMistake(IS_SIGMOID, lambda m, x, beta=1.0: _slope(m, x, beta)),
        KnownMistake(IS_SIGMOID, lambda m, x, beta=1.0: _slope(m, x)),
        KnownMistake(MISSING_ONE, lambda m, x, beta=1.0: x),
        KnownMistake(MISSING_MAX, lambda m, x, beta=1.0: _gap(m, x, beta)),
        KnownMistake(WRONG_SIGN, lambda m, x, beta=1.0: _softplus(m, -x, beta)),
        KnownMistake(WRONG_BASE, lambda m, x, beta=1.0: _softplus(m, x, beta) / m.log(2)),
        KnownMistake(WRONG_BASE, lambda m, x, beta=1.0: _softplus(m, x, beta) / m.log(10)),
        KnownMistake(BETA_IGNORED, lambda m, x, beta=1.0: _slope(m, x), quantity="slope"),
    ),
    properties={
        "value": "softplus lies between max(x, 0) and max(x, 0) + ln 2/β.",
        "gradient": "Its slope lies between 0 and 1 and rises.",
        "extremes": "It is finite and positive for every finite x that the dtype can follow.",
    },
    forbidden=("softplus", "Softplus", "logsigmoid", "LogSigmoid", "torch_rule", "log1p_form", "stable"),
    points_if_called=4,
    hints=(
        "Begin with z = beta * x. Which torch functions give exp and log(1 + t) for every element?",
        "log1p(exp(z)) is right in the middle and overflows for large z. Softplus is ReLU plus a "
        "gap: what is "
        "log(1 + exp(z)) − z for large z?",
        "max(z, 0) + log1p(exp(−|z|)), all divided by beta: exp only sees numbers that are not positive. "
        "torch.maximum(z, torch.zeros_like(z)) shares the slope at 0 fairly; clamp and relu do not.",
    ),
    solution="""\
def softplus(x, beta=1.0):
    z = beta * x
    positive_part = torch.maximum(z, torch.zeros_like(z))
    return (positive_part + torch.log1p(torch.exp(-z.abs()))) / beta

log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)): for z > 0 take exp(z) out of the logarithm. Now exp sees only
numbers <= 0, so nothing overflows, and log1p keeps the small part that log(1 + t) would round away. At z = 0 exactly
torch.maximum has the slope 1/2, the true one; z.clamp(min=0) has 1 there and torch.relu(z) has 0.""",
)

GAP = FunctionTask(
    id="01-gap",
    lesson="01",
    objective="01-O1",
    name="gap_to_relu",
    title="the gap between softplus and ReLU",
    asked="Fill the blank so that gap_to_relu(x, beta) is softplus minus ReLU, accurate at every x: "
    "log(1 + exp(−|βx|)) / β.",
    points={"value": 2, "gradient": 1, "extremes": 1, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_gap, slope=_gap_slope),
    probes=(
        *_smooth_only(
            elementwise_probes(
                {"beta": 1.0}, {"beta": 0.5}, {"beta": 4.0}, limits=(0.0, 0.0, math.nan), large=False
            )
        ),
        Probe("right tail", "extremes", (10.0, 14.0, 17.0, 25.0, 50.0, 80.0), {"beta": 1.0}),
        Probe("without beta", "value", (-1.0, 0.0, 2.0), slope=False),
    ),
    mistakes=(
        KnownMistake(
            Cause(
                "no-abs",
                "βx is not a distance: left of 0 it is negative, so exp(−βx) grows there instead of falling.",
                "The distance is |βx|: the gap is the same on both sides of the corner.",
            ),
            lambda m, x, beta=1.0: _softplus(m, -x, beta),
        ),
        KnownMistake(
            Cause(
                "no-abs",
                "You used βx as the distance: that gives log(1 + exp(−βx)) or softplus itself, not the gap.",
                "The distance is |βx|: the gap is the same on both sides of the corner.",
            ),
            lambda m, x, beta=1.0: _softplus(m, x, beta),
        ),
        KnownMistake(
            Cause(
                "beta-ignored",
                "β is missing in the distance: |x| was used where |βx| is meant.",
                "Multiply by β before you take the absolute value.",
            ),
            lambda m, x, beta=1.0: _gap(m, x) / beta,
        ),
        KnownMistake(
            Cause(
                "beta-ignored",
                "β is ignored altogether: your values are those of β = 1.",
                "Use |βx| inside and keep the division by β.",
            ),
            lambda m, x, beta=1.0: _gap(m, x),
        ),
        KnownMistake(
            Cause("beta-once", "The division by β is missing.", "Keep the `/ beta` at the end of the line."),
            lambda m, x, beta=1.0: _gap(m, x, beta) * beta,
        ),
        KnownMistake(
            Cause(
                "sign",
                "exp was given +|βx|: the gap grows where it should vanish.",
                "The exponent is minus the distance: exp(−|βx|).",
            ),
            lambda m, x, beta=1.0: m.log1p(m.exp(abs(beta * x))) / beta,
        ),
        KnownMistake(
            Cause(
                "sign",
                "Your gap is negative: ReLU minus softplus. Softplus lies above ReLU.",
                "Turn the difference around: softplus minus ReLU.",
            ),
            lambda m, x, beta=1.0: -_gap(m, x, beta),
        ),
        KnownMistake(IS_RELU, lambda m, x, beta=1.0: max(x, m.mpf(0))),
    ),
    properties={
        "value": "The gap is positive, even in x, largest at 0 (ln 2/β) and smaller on both sides.",
        "extremes": "It shrinks towards 0 like exp(−|βx|)/β and keeps its digits while it does.",
    },
    hints=(
        "How far is z = βx from the corner at 0? The blank is that distance, without a sign.",
        "The gap is the same at x and at −x.",
        "The blank is (beta * x).abs().",
    ),
    solution="""\
distance = (beta * x).abs()
return torch.log1p(torch.exp(-distance)) / beta

Subtracting relu(x) from softplus(x) instead would lose the digits: for x = 20 both are 20.000000002 and 20.""",
)

BETA = NumberTask(
    id="01-beta",
    lesson="01",
    objective="01-O2",
    name="beta_for_gap",
    title="choose β for a given gap",
    asked="Give the β for which softplus is nowhere more than 0.05 above ReLU and touches that bound "
    "(three digits are enough).",
    points=2,
    low=13.85,
    high=13.88,
    expected="The largest gap is at x = 0 and is ln 2/β.",
    known=(
        KnownNumber(
            0.05 / math.log(2),
            Cause(
                "upside-down",
                "Your fraction is upside down: that is 0.05/ln 2.",
                "From ln 2/β = 0.05 follows β = ln 2/0.05.",
            ),
        ),
        KnownNumber(
            20.0,
            Cause(
                "gap-is-one-over-beta",
                "You took the largest gap to be 1/β; at x = 0 it is ln 2/β.",
                "Put x = 0 into log(1 + exp(βx))/β and solve for β.",
            ),
        ),
        KnownNumber(
            0.05 * math.log(2),
            Cause(
                "product",
                "You multiplied ln 2 by 0.05; β stands in the denominator of the gap.",
                "From ln 2/β = 0.05 follows β = ln 2/0.05.",
            ),
        ),
        KnownNumber(
            math.log10(2) / 0.05,
            Cause(
                "wrong-base",
                "You used log10 of 2; the gap holds the natural logarithm.",
                "math.log(2) is 0.693…; math.log10(2) is 0.301.",
            ),
        ),
        KnownNumber(
            1 / 0.05 / math.log(2),
            Cause(
                "divided-twice",
                "You divided by ln 2; it belongs in the numerator.",
                "From ln 2/β = 0.05 follows β = ln 2/0.05.",
            ),
        ),
        KnownNumber(
            -math.log(2) / 0.05,
            Cause(
                "sign",
                "Your β is negative; a negative β turns softplus upside down.",
                "Both ln 2 and 0.05 are positive, and so is their ratio.",
            ),
        ),
    ),
    too_small=Cause(
        "too-small",
        "With your β the gap at x = 0 is larger than 0.05.",
        "The largest gap is ln 2/β: a larger β makes it smaller.",
    ),
    too_large=Cause(
        "too-large",
        "With your β the gap never reaches 0.05: the curve is harder than asked.",
        "The largest gap is ln 2/β: solve ln 2/β = 0.05 for β.",
    ),
    hints=(
        "Where is the gap between softplus and ReLU largest?",
        "At x = 0 ReLU is 0, so the gap is softplus(0) = log(1 + 1)/β.",
        "Solve ln 2/β = 0.05 for β.",
    ),
    solution="The gap is largest at 0, where it is ln 2/β. From ln 2/β = 0.05 follows β = ln 2/0.05 "
    "= 13.863.",
)

CURVE = ChoiceTask(
    id="01-curve",
    lesson="01",
    objective="01-O3",
    name="curve_is",
    title="which formula draws this curve?",
    asked="A smooth curve passes 0.3466 at x = 0, nears 0 on the left and nears the line y = x on "
    "the right. Which formula is it?",
    points=2,
    options={
        "a": Answer(
            "log(1 + exp(x))", "That is softplus with β = 1; it passes ln 2 = 0.6931 at x = 0, twice as high."
        ),
        "b": Answer(
            "log(1 + exp(2x)) / 2",
            "At 0 it is ln 2/2 = 0.3466, and the division by 2 keeps the line y = x on the right.",
            correct=True,
        ),
        "c": Answer(
            "log(1 + exp(2x))", "At 0 it is ln 2 = 0.6931, and on the right it nears y = 2x, not y = x."
        ),
        "d": Answer(
            "max(0, x) + 0.3466",
            "It passes 0.3466 at 0, but has ReLU's corner there and never comes down to 0.",
        ),
        "e": Answer(
            "log(1 + exp(x)) / 2",
            "At 0 it is 0.3466, but on the right it nears y = x/2: β stands outside only.",
        ),
    },
    hints=(
        "Put x = 0 into each formula.",
        "Two formulas are left. What does each do for x = 100?",
        "Without its logarithm, exp(βx) dominates: log(exp(βx))/β = x needs the same β inside and outside.",
    ),
    solution="b. log(1 + exp(2·0))/2 = ln 2/2 = 0.3466, and for large x log(exp(2x))/2 = x.",
)

WORDS = ("true", "exact arithmetic only", "false")


def _judged(text: str, right: str, true: str, exact: str, false: str) -> dict[str, Answer]:
    reasons = dict(zip(WORDS, (true, exact, false), strict=True))
    return {word: Answer(text, reasons[word], correct=word == right) for word in WORDS}


STATEMENTS = ChoiceTask(
    id="01-statements",
    lesson="01",
    objective="01-O4",
    name="judged",
    title="what is said about softplus",
    asked='Judge each statement as "true" (in floats too), "exact arithmetic only" or "false".',
    points=4,
    statements={
        "never zero": _judged(
            "softplus never returns 0",
            "exact arithmetic only",
            "in float32 even the best form returns 0 at and below −103.97, where the true value is "
            "too small to store.",
            "log(1 + exp(x)) is positive for every real x, but each float type has a smallest "
            "number, and below it comes 0.",
            "in exact arithmetic log(1 + exp(x)) > log 1 = 0 holds for every real x; only floats break it.",
        ),
        "clips": _judged(
            "softplus clips negative inputs as ReLU does",
            "false",
            "ReLU gives the same 0 for −1 and −2; softplus gives 0.313 and 0.127, two different numbers.",
            "no arithmetic clips here: softplus rises strictly, and −1 and −2 give different values "
            "in floats too.",
            "softplus rises strictly: −1 gives 0.313, −2 gives 0.127, so nothing is clipped.",
        ),
        "like ReLU far out": _judged(
            "for large |x| softplus is nearly ReLU",
            "true",
            "the gap is log(1 + exp(−|βx|))/β: at |x| = 10 it is below 0.00005, in floats as on paper.",
            "floats do not break it: from x = 14.6 on float32 softplus even equals x exactly.",
            "the gap to ReLU is log(1 + exp(−|βx|))/β and shrinks on both sides like exp(−|βx|).",
        ),
        "differs on the left only": _judged(
            "the difference to ReLU shows at negative inputs",
            "false",
            "the gap is the same at x and −x: at 1 and at −1 it is 0.313 both times.",
            "exact arithmetic says the same: the gap log(1 + exp(−|x|)) does not change when x changes sign.",
            "the gap log(1 + exp(−|x|)) is the same on both sides, and largest at 0 itself.",
        ),
    },
    hints=(
        "Test each statement on one number: softplus at −1, −2, 10 and −110, in float32.",
        "A statement that holds for real numbers can still fail where a float type ends.",
        "Compute softplus(x) − relu(x) at x = 1 and at x = −1.",
    ),
    solution="""\
never zero: exact arithmetic only. clips: false. like ReLU far out: true. differs on the left only: false.""",
)

DEFEND = TextTask(
    id="01-defend",
    lesson="01",
    objective="01-O3",
    name="defend",
    title="choose and defend",
    asked="In three sentences: a model must return a positive waiting time. Softplus or ReLU for its "
    "last step, and why?",
    scheme=(
        ("names the choice and ties it to the waiting time (positive, not merely non-negative)", 1),
        ("names one fact about the corner or the slope at negative inputs", 1),
        ("names one limit of the chosen function (underflow to 0, cost, the gap near 0)", 1),
    ),
    hints=(
        "What does each of the two return for a negative input?",
        "What is the slope of each there, and what does training need?",
        "Name one disadvantage of your choice as well.",
    ),
    solution="Softplus: its values are positive and its slope never vanishes in the range of "
    "interest; ReLU would return exactly 0, "
    "with slope 0, for half of the inputs. Its price: an exponential and a logarithm, and below "
    "−103.97 (float32) it returns 0 as well.",
)

TASKS = (SOFTPLUS, GAP, BETA, CURVE, STATEMENTS, DEFEND)
