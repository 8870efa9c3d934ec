"""Lesson 02, slope and curvature: write both, choose a step, find where a series fails, repair a corner."""

from __future__ import annotations

import math
from typing import Any

from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import Cause, Exact, FunctionTask, KnownMistake, KnownNumber, NumberTask, Probe

# ---------------------------------------------------------------- formulas, in exact arithmetic


def _softplus(m: Any, x: Any, beta: float = 1.0) -> Any:
    return m.log1p(m.exp(beta * x)) / beta


def _slope(m: Any, x: Any, beta: float = 1.0) -> Any:
    return 1 / (1 + m.exp(-beta * x))


def _curvature(m: Any, x: Any, beta: float = 1.0) -> Any:
    return beta * _slope(m, x, beta) * _slope(m, -x, beta)


def _third(m: Any, x: Any, beta: float = 1.0) -> Any:
    return beta * _curvature(m, x, beta) * (_slope(m, -x, beta) - _slope(m, x, beta))


BETAS = ({"beta": 1.0}, {"beta": 0.5}, {"beta": 2.0})
RIGHT = (10.0, 14.0, 17.0, 25.0, 50.0, 80.0)
RIGHT64 = (10.0, 20.0, 30.0, 38.0, 100.0, 700.0)


def _without(lines: tuple[str, ...], probes: tuple[Probe, ...]) -> tuple[Probe, ...]:
    return tuple(probe for probe in probes if probe.line not in lines)


# ---------------------------------------------------------------- slope

SLOPE = FunctionTask(
    id="02-slope",
    lesson="02",
    objective="02-O1",
    name="softplus_slope",
    title="the slope of softplus",
    asked="Fill the blank so that softplus_slope(x, beta) is the derivative of log(1 + exp(βx))/β by x, for a tensor.",
    points={"value": 3, "shape": 1, "side effects": 1},
    exact=Exact(value=_slope),
    probes=(
        *_without(("dtype", "integers"), elementwise_probes(*BETAS, large=False, deep=False)),
        Probe("without beta", "value", (-1.0, 0.0, 2.0)),
    ),
    mistakes=(
        KnownMistake(
            Cause(
                "beta-ignored",
                "β is ignored: your values are those of β = 1, whatever β is.",
                "Differentiate log(1 + exp(βx)) by x: what does the chain rule do to the βx inside?",
            ),
            lambda m, x, beta=1.0: _slope(m, x),
        ),
        KnownMistake(
            Cause(
                "beta-not-cancelled",
                "A factor β is left over: the slope comes out as βσ(βx).",
                "The chain rule brings out one β, and the division by β outside takes it back.",
            ),
            lambda m, x, beta=1.0: beta * _slope(m, x, beta),
        ),
        KnownMistake(
            Cause(
                "beta-not-cancelled",
                "The inner derivative is missing: you divided by β, but the β of the chain rule is not there to cancel it.",
                "The derivative of exp(βx) is β·exp(βx); its β cancels the division.",
            ),
            lambda m, x, beta=1.0: _slope(m, x, beta) / beta,
        ),
        KnownMistake(
            Cause(
                "sign",
                "The sign of x is turned around: your slope falls from 1 to 0.",
                "Far left softplus is flat, so the slope must be near 0 there: check the sign inside exp.",
            ),
            lambda m, x, beta=1.0: _slope(m, -x, beta),
        ),
        KnownMistake(
            Cause(
                "is-value",
                "That is softplus itself, not its slope.",
                "At x = 0 the slope is 1/2; the value there is ln 2/β.",
            ),
            _softplus,
        ),
        KnownMistake(
            Cause(
                "is-curvature",
                "That is the curvature: you differentiated twice.",
                "The slope climbs from 0 to 1; the curvature is a hill around 0.",
            ),
            _curvature,
        ),
        KnownMistake(
            Cause(
                "inner-only",
                "You returned exp(βx), the inner derivative, without dividing by 1 + exp(βx).",
                "The derivative of ln u is u′/u: divide by u = 1 + exp(βx).",
            ),
            lambda m, x, beta=1.0: m.exp(beta * x),
        ),
        KnownMistake(
            Cause(
                "outer-only",
                "You returned 1/(1 + exp(βx)), the outer derivative alone: that is the slope at −x.",
                "The derivative of ln u is u′/u: multiply by u′ = β·exp(βx), and divide by the β outside.",
            ),
            lambda m, x, beta=1.0: 1 / (1 + m.exp(beta * x)) / beta,
        ),
        KnownMistake(
            Cause(
                "is-step",
                "That is ReLU's slope, a step from 0 to 1.",
                "Softplus climbs gradually: at x = 1 and β = 1 its slope is 0.731.",
            ),
            lambda m, x, beta=1.0: m.mpf(1 if x > 0 else 0),
        ),
    ),
    properties={
        "value": "The slope lies between 0 and 1, is 1/2 at 0, and σ(x) + σ(−x) = 1.",
    },
    hints=(
        "Write softplus as ln u / β with u = 1 + exp(βx). The derivative of ln u is u′/u.",
        "u′ = β·exp(βx). One β cancels the division; divide top and bottom by exp(βx).",
        "The blank is beta * x: the slope is 1 / (1 + exp(−βx)).",
    ),
    solution="""\
def softplus_slope(x, beta=1.0):
    z = beta * x
    return 1 / (1 + torch.exp(-z))

(1/β) · β·exp(βx)/(1 + exp(βx)) = 1/(1 + exp(−βx)). torch.sigmoid(beta * x) is the same.""",
)

# ---------------------------------------------------------------- curvature

CURVATURE = FunctionTask(
    id="02-curvature",
    lesson="02",
    objective="02-O1",
    name="softplus_curvature",
    title="the curvature of softplus",
    asked="Write softplus_curvature(x, beta), the second derivative of softplus by x: right in both tails, for any shape "
    "and float dtype.",
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_curvature),
    probes=(
        *_without(("integers",), elementwise_probes(*BETAS, large=False, deep=False)),
        Probe("left tail", "extremes", (-10.0, -14.0, -17.0, -25.0, -50.0, -80.0), BETAS[0], slope=False),
        Probe("right tail", "extremes", RIGHT, BETAS[0], slope=False),
        Probe("right tail float64", "extremes", RIGHT64, BETAS[0], dtype="float64", slope=False),
        Probe("without beta", "value", (-1.0, 0.0, 2.0)),
    ),
    mistakes=(
        KnownMistake(
            Cause(
                "beta-missing",
                "One factor β is missing: you returned σ(βx)σ(−βx).",
                "Differentiate σ(βx) by x: the chain rule brings out one β.",
            ),
            lambda m, x, beta=1.0: _curvature(m, x, beta) / beta,
        ),
        KnownMistake(
            Cause(
                "beta-squared",
                "β² stands in front: two factors come out of the chain rule, but the division by β takes one back.",
                "Begin with the slope σ(βx), which holds no factor, and differentiate once.",
            ),
            lambda m, x, beta=1.0: _curvature(m, x, beta) * beta,
        ),
        KnownMistake(
            Cause(
                "beta-ignored",
                "β is ignored: your values are those of β = 1, whatever β is.",
                "β stands inside, as βx, and once in front.",
            ),
            lambda m, x, beta=1.0: _curvature(m, x),
        ),
        KnownMistake(
            Cause(
                "is-slope",
                "That is the slope σ(βx), the first derivative.",
                "Differentiate once more: the curvature is a hill around 0, as high as β/4.",
            ),
            _slope,
        ),
        KnownMistake(
            Cause(
                "squared-slope",
                "You multiplied the slope by itself; the second factor is the slope on the other side.",
                "It is σ(z)·σ(−z), and σ(−z) is 1 − σ(z).",
            ),
            lambda m, x, beta=1.0: beta * _slope(m, x, beta) ** 2,
        ),
        KnownMistake(
            Cause(
                "sign",
                "Your curvature is negative: softplus bends upwards everywhere.",
                "Check the signs of the quotient rule: both factors σ(z) and σ(−z) are positive.",
            ),
            lambda m, x, beta=1.0: -_curvature(m, x, beta),
        ),
        KnownMistake(
            Cause(
                "is-third",
                "That is the third derivative: you differentiated once too often.",
                "The curvature is β·σ(βx)·σ(−βx), even in x.",
            ),
            _third,
        ),
    ),
    properties={
        "value": "The curvature is positive, the same at x and −x, and β/4 at 0.",
        "extremes": "It shrinks like β·exp(−β|x|) on BOTH sides and keeps its digits: at x = 20 it is 2.06e-9, not 0. "
        "1 − σ(z) rounds to 0 there, exp(−z)/(1 + exp(−z))² overflows far left; σ(z)·σ(−z) does neither.",
        "dtype": "The result has the dtype of x.",
    },
    hints=(
        "The curvature is the derivative of the slope σ(βx).",
        "σ′(z) = σ(z)·(1 − σ(z)), times one β. What does 1 − σ(z) become in floats for z = 20?",
        "1 − σ(z) is σ(−z): beta * torch.sigmoid(z) * torch.sigmoid(-z) never subtracts.",
    ),
    solution="""\
def softplus_curvature(x, beta=1.0):
    z = beta * x
    return beta * torch.sigmoid(z) * torch.sigmoid(-z)

On paper s(1 − s) is the same. In float32 s rounds to 1 from z = 17.3 on, so 1 − s is 0, while σ(−z) keeps its digits.""",
)

# ---------------------------------------------------------------- step of a difference

STEP = NumberTask(
    id="02-step",
    lesson="02",
    objective="02-O2",
    name="best_step",
    title="choose the step of a difference",
    asked="Give a step h with which the central difference of softplus in float32 is about as accurate as it gets on "
    "[−10, 10] (a power of ten will do).",
    points=2,
    low=4e-3,
    high=7e-2,
    expected="In float32 the two errors balance near the cube root of the type's precision, 10⁻⁷.",
    known=(
        KnownNumber(
            1e-5,
            Cause(
                "float64-step",
                "That is the step for float64; in float32 rounding is far larger than the formula's error there.",
                "Take the cube root of float32's precision, about 10⁻⁷.",
            ),
            relative=0.9,
        ),
        KnownNumber(
            3.45e-4,
            Cause(
                "square-root",
                "That is the square root of float32's precision: the rule for the one-sided quotient.",
                "The error of the central difference shrinks with h², so the cube root balances.",
            ),
            relative=0.5,
        ),
        KnownNumber(
            1.19e-7,
            Cause(
                "precision-itself",
                "That is float32's precision itself: x + h is then x or its neighbour, and no digit of the slope is left.",
                "Two errors compete. Print the error for h = 1e-1, 1e-2, 1e-3 and see which wins.",
            ),
            relative=0.9,
        ),
        KnownNumber(
            0.1,
            Cause(
                "formula-rules",
                "With h = 0.1 the error of the formula rules: a chord this long is no tangent.",
                "One power of ten smaller the formula's error is a hundred times smaller.",
            ),
            relative=0.2,
        ),
    ),
    too_small=Cause(
        "too-small",
        "Your h is too small for float32: rounding, divided by 2h, rules the error. (h has to be positive.)",
        "Print the worst error for h = 1e-1, 1e-2, 1e-3, 1e-4 in float32 and take the smallest.",
    ),
    too_large=Cause(
        "too-large",
        "Your h is too large: the chord is no tangent, and that error rules.",
        "Print the worst error for h = 1, 1e-1, 1e-2, 1e-3 in float32 and take the smallest.",
    ),
    hints=(
        "Copy the loop of the worked example and set dtype=torch.float32.",
        "Compare the worst errors for h = 1e-1, 1e-2, 1e-3: one of them is smallest.",
        "The cube root of 10⁻⁷ is about 5·10⁻³; 10⁻² is as good.",
    ),
    solution="1e-2. The formula's error is about 0.016·h², rounding about 6e-7/h: they meet near h = 0.03. "
    "The cube root of float32's precision, 5e-3, gives the right size.",
)

# ---------------------------------------------------------------- a counterexample

_REACH = 1 + math.hypot(1, math.pi / 2)

COUNTEREXAMPLE = NumberTask(
    id="02-counterexample",
    lesson="02",
    objective="02-O3",
    name="counterexample",
    title="prove it with a counterexample",
    asked="“Softplus is smooth, so for β = 2 its Taylor polynomials around 1 come arbitrarily close to it on all of "
    "[0, 2.9].” Give an x in [0, 2.9] where that fails.",
    points=2,
    low=math.nextafter(_REACH, 3),
    high=2.9000001,  # a float32 tensor of 2.9 is a little above 2.9
    expected="The obstacles are at ±iπ/β; the distance from the centre to them is the radius.",
    known=(
        KnownNumber(
            _REACH,
            Cause(
                "the-end-itself",
                "That is the right end 1 + R itself, up to rounding; the polynomials leave softplus beyond it.",
                "Go a little farther right, but not beyond 2.9.",
            ),
            relative=1e-9,
        ),
        KnownNumber(
            1 + math.pi / 2,
            Cause(
                "vertical-distance",
                "You went π/β away from the centre; that is how far the obstacles are from 0, not from the centre 1.",
                "The distance from 1 to iπ/2 is the long side of a triangle: use Pythagoras.",
            ),
            relative=0.005,
        ),
        KnownNumber(
            math.pi / 2,
            Cause(
                "centre-ignored",
                "π/2 is the radius around 0. The centre here is 1.",
                "Compute the distance from 1 to iπ/2, and add it to 1.",
            ),
            relative=0.01,
        ),
        KnownNumber(
            math.hypot(1, math.pi / 2),
            Cause(
                "radius-not-end",
                "That is the radius itself; the interval begins and ends at the centre plus or minus the radius.",
                "Add the centre: the right end is 1 + √(1 + (π/2)²).",
            ),
            relative=0.005,
        ),
        KnownNumber(
            math.pi,
            Cause(
                "beta-ignored",
                "You took the radius π of β = 1 and centre 0; and the point lies outside [0, 2.9].",
                "The obstacles are at ±iπ/β, with β = 2, and the centre is 1.",
            ),
            relative=0.02,
        ),
    ),
    too_small=Cause(
        "inside",
        "Your x refutes nothing: it lies left of 1 + R, where the polynomials do converge to softplus, or left of 0, "
        "outside the statement.",
        "Compute R = √(1 + (π/2)²) and look in [0, 2.9] beyond 1 + R.",
    ),
    too_large=Cause(
        "outside-the-statement",
        "Your x lies outside [0, 2.9], so it says nothing about the statement.",
        "Choose an x that is beyond 1 + R and at most 2.9.",
    ),
    hints=(
        "Where does 1 + exp(2z) become 0 for complex z?",
        "The nearest such points are ±iπ/2. How far are they from 1?",
        "R = √(1 + (π/2)²) = 1.862, so beyond 2.862 the polynomials leave softplus.",
    ),
    solution="2.89, for example. R = √(1² + (π/2)²) = 1.862, so the polynomials around 1 converge up to 2.862 only.",
)

# ---------------------------------------------------------------- a corner to repair

CORNER = FunctionTask(
    id="02-corner",
    lesson="02",
    objective="02-O4",
    name="smooth_softplus",
    seconds=20.0,  # the first second derivative of |x| in a process makes PyTorch import its compiler: seconds
    title="repair the corner",
    asked="Repair smooth_softplus(x): its values are right, but at x = 0 autograd gives the wrong slope and curvature. "
    "It must not overflow.",
    points={"value": 1, "gradient": 3, "curvature": 3, "extremes": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_softplus, slope=_slope, curvature=_curvature),
    probes=(
        *_without(
            ("dtype", "integers"), elementwise_probes(limits=(0.0, math.inf, math.nan), curvature=True)
        ),
        Probe("at the corner", "gradient", (0.0, -0.0, 1e-30, -1e-30), curvature=True),
        Probe("far left", "extremes", (-1000.0, -1e4, -1e30)),
    ),
    mistakes=(
        KnownMistake(
            Cause(
                "slope-one-at-zero",
                "At x = 0 your slope is 1: `clamp` passes the whole gradient at its bound, and |x| passes nothing.",
                "Do not add two parts with a corner at 0. Use torch.logaddexp, or one smooth formula for each side "
                "and torch.where; then clamp the input of each side to its own half.",
            ),
            lambda m, x: m.mpf(1) if x == 0 else _slope(m, x),
            quantity="slope",
        ),
        KnownMistake(
            Cause(
                "slope-zero-at-zero",
                "At x = 0 your slope is 0: `relu` and |x| both return 0 at their corner.",
                "Do not add two parts with a corner at 0. Use torch.logaddexp, or one smooth formula for each side "
                "and torch.where; then clamp the input of each side to its own half.",
            ),
            lambda m, x: m.mpf(0) if x == 0 else _slope(m, x),
            quantity="slope",
        ),
        KnownMistake(
            Cause(
                "flat-at-zero",
                "The slope at 0 is right now, but the curvature there is 0 instead of 1/4: two corners still meet.",
                "Leave out |x| and the maximum altogether: torch.logaddexp, or log(1 + exp(x)) on one side and "
                "x + log(1 + exp(−x)) on the other, each with its input clamped to its own half.",
            ),
            lambda m, x: m.mpf(0) if x == 0 else _curvature(m, x),
            quantity="curvature",
        ),
        KnownMistake(
            Cause(
                "is-relu",
                "Your values are those of ReLU: the smooth part is gone.",
                "Keep the gap log(1 + exp(−|x|)); only the way in which it is written must change.",
            ),
            lambda m, x: max(x, m.mpf(0)),
        ),
    ),
    properties={
        "gradient": "The slope is σ(x) everywhere, 1/2 at 0.",
        "curvature": "The curvature is σ(x)σ(−x) everywhere, 1/4 at 0.",
        "extremes": "Nothing overflows for large |x|, neither value nor slope. (max(x, 0) + log1p(exp(−|x|)) does not "
        "overflow either, but it is the form with the corner: clamp the input of each side instead.)",
    },
    hints=(
        "Which operations in the code have a corner at 0, and what does autograd return for each of them there?",
        "Left of 0 log1p(exp(x)) is smooth and safe, right of 0 x + log1p(exp(−x)) is. torch.where chooses.",
        "Keep exp in the unused branch finite: torch.where(x > 0, x + log1p(exp(−x.clamp(min=0))), "
        "log1p(exp(x.clamp(max=0)))). torch.logaddexp(x, zeros) is the short way.",
    ),
    solution="""\
def smooth_softplus(x):
    right = x + torch.log1p(torch.exp(-x.clamp(min=0)))
    left = torch.log1p(torch.exp(x.clamp(max=0)))
    return torch.where(x > 0, right, left)

At 0 only the left formula is used, and log(1 + exp(x)) has slope 1/2 and curvature 1/4 there. The clamps keep the unused
branch finite: otherwise its infinite slope times 0 would be NaN. torch.logaddexp(x, torch.zeros_like(x)) does it too.""",
)

TASKS = (SLOPE, CURVATURE, STEP, COUNTEREXAMPLE, CORNER)
