"""Lesson 04, the family: a soft maximum, the logistic loss, a tangent's crossing, the tool for an output, a defence."""

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


def _softplus(m: Any, x: Any) -> Any:
    return m.log1p(m.exp(x))


def _sigmoid(m: Any, x: Any) -> Any:
    return 1 / (1 + m.exp(-x))


def _soft_maximum(m: Any, x: Any, level: float = 0.0) -> Any:
    return m.log(m.exp(x) + m.exp(level)) if level else _softplus(m, x)


def _top(m: Any, x: Any, level: float = 0.0) -> Any:
    return max(x, m.mpf(level))


def _excess(m: Any, x: Any, level: float = 0.0) -> Any:
    return m.log1p(m.exp(-abs(x - level)))


def _loss(m: Any, x: Any, target: float = 1.0) -> Any:
    yes, no = m.mpf(target), 1 - m.mpf(target)
    return yes * _softplus(m, -x) + no * _softplus(m, x)


def _loss_slope(m: Any, x: Any, target: float = 1.0) -> Any:
    yes, no = m.mpf(target), 1 - m.mpf(target)
    return no * _sigmoid(m, x) - yes * _sigmoid(m, -x)


# ---------------------------------------------------------------- the soft maximum

SOFT_MAXIMUM = FunctionTask(
    id="04-soft-maximum",
    lesson="04",
    objective="04-O1",
    name="soft_maximum",
    title="a soft maximum of x and a level",
    asked="Fill the blank so that soft_maximum(x, level) is LogSumExp: log(exp(x) + exp(level)), without overflow.",
    points={"value": 2, "gradient": 1, "extremes": 2, "dtype": 1, "shape": 1},
    exact=Exact(value=_soft_maximum, slope=lambda m, x, level=0.0: _sigmoid(m, x - level)),
    probes=(
        *(
            probe
            for probe in elementwise_probes(
                {"level": 0.0}, {"level": 2.0}, {"level": -1.5}, limits=(0.0, math.inf, math.nan)
            )
            if probe.line != "integers"
        ),
        Probe("level left out", "value", (-2.0, 0.0, 1.5)),
        Probe("around a high level", "extremes", (60.0, 95.0, 100.0, 104.0, 150.0), {"level": 100.0}),
        Probe("around a low level", "extremes", (-250.0, -204.0, -200.0, -196.0), {"level": -200.0}),
    ),
    mistakes=(
        KnownMistake(
            Cause(
                "hard-maximum",
                "Your values are the true maximum: the soft part is missing.",
                "Add log(1 + exp(−distance)), where the distance is that between x and the level.",
            ),
            _top,
        ),
        KnownMistake(
            Cause(
                "top-missing",
                "The maximum itself is missing: your values are only the excess above it.",
                "You took the maximum out of the sum; add it back: top + log1p(…).",
            ),
            _excess,
        ),
        KnownMistake(
            Cause(
                "level-ignored",
                "The level is ignored inside: the distance is measured from 0, not from the level.",
                "After exp(top) is taken out, the exponents that are left are x − top and level − top.",
            ),
            lambda m, x, level=0.0: _top(m, x, level) + m.log1p(m.exp(-abs(x))),
        ),
        KnownMistake(
            Cause(
                "level-ignored",
                "The level is ignored altogether: your values are softplus(x).",
                "Softplus is the case level = 0; here the second number is `level`.",
            ),
            lambda m, x, level=0.0: _softplus(m, x),
        ),
        KnownMistake(
            Cause(
                "shift-not-undone",
                "You shifted by the level and did not shift back: your values are softplus(x − level).",
                "LogSumExp(x, level) = level + softplus(x − level): what was taken out comes back as a sum.",
            ),
            lambda m, x, level=0.0: _softplus(m, x - level),
        ),
        KnownMistake(
            Cause(
                "no-abs",
                "The distance lost its sign handling: on one side of the level you add log(1 + exp(+distance)).",
                "The exponent must be minus the distance on both sides: −|x − level|.",
            ),
            lambda m, x, level=0.0: _top(m, x, level) + m.log1p(m.exp(-(x - level))),
        ),
        KnownMistake(
            Cause(
                "no-abs",
                "The distance lost its sign handling: right of the level you add log(1 + exp(+distance)).",
                "The exponent must be minus the distance on both sides: −|x − level|.",
            ),
            lambda m, x, level=0.0: _top(m, x, level) + m.log1p(m.exp(x - level)),
        ),
        KnownMistake(
            Cause(
                "sign",
                "exp was given +|x − level|: the excess grows where it should vanish.",
                "The exponent is minus the distance: exp(−|x − level|) is never above 1.",
            ),
            lambda m, x, level=0.0: _top(m, x, level) + m.log1p(m.exp(abs(x - level))),
        ),
        KnownMistake(
            Cause(
                "below-the-maximum",
                "Your values lie below the true maximum: the excess is subtracted.",
                "A soft maximum is never below the true one: add the excess.",
            ),
            lambda m, x, level=0.0: _top(m, x, level) - _excess(m, x, level),
        ),
        KnownMistake(
            Cause(
                "mean-of-exponentials",
                "You took the mean of the exponentials, not their sum: your values are too low by ln 2.",
                "Do not divide by the number of terms: LogSumExp(0, 0) is ln 2, not 0.",
            ),
            lambda m, x, level=0.0: _soft_maximum(m, x, level) - m.log(2),
        ),
        KnownMistake(
            Cause(
                "missing-one",
                "The 1 inside the logarithm is missing: the larger number's own exponential has to stay in the sum.",
                "After exp(top) is taken out, the sum is 1 + exp(−distance): log1p adds that 1.",
            ),
            lambda m, x, level=0.0: _top(m, x, level) - abs(x - level),
        ),
        KnownMistake(
            Cause(
                "one-counted-twice",
                "One term is counted twice: the larger number's exponential is already 1, and log1p adds another 1.",
                "Give log1p only the other term, exp(−|x − level|).",
            ),
            lambda m, x, level=0.0: _top(m, x, level) + m.log(2 + m.exp(-abs(x - level))),
        ),
    ),
    properties={
        "value": "It lies between the true maximum and the true maximum + ln 2.",
        "gradient": "Its slope is the softmax share of x, which is σ(x − level).",
        "extremes": "It is finite for every finite x, and keeps its digits where x lies far below level 0.",
    },
    forbidden=("softplus", "Softplus", "logsumexp", "logaddexp", "logsigmoid", "logcumsumexp"),
    points_if_called=2,
    hints=(
        "Take exp(top) out of exp(x) + exp(level). One of the two terms becomes 1. What becomes of the other?",
        "The other becomes exp(smaller − larger), and smaller − larger is minus the distance |x − level|.",
        "The blank is top + torch.log1p(torch.exp(-(x - level).abs())).",
    ),
    solution="""\
top = torch.maximum(x, torch.full_like(x, level))
return top + torch.log1p(torch.exp(-(x - level).abs()))

With level = 0 this is the stable softplus of lesson 03: the same trick, seen from the side of LogSumExp.""",
)

# ---------------------------------------------------------------- the logistic loss

ROUNDED = Cause(
    "rounded-probability",
    "A probability was formed and rounded: from x = 17 on, σ(x) is exactly 1 in float32, and nothing of 1 − σ(x) is left.",
    "Do not compute σ(x) at all: −log σ(x) is softplus(−x), and −log(1 − σ(x)) is softplus(x).",
)

BETWEEN = Cause(
    "targets-between",
    "Your loss is right for the targets 0 and 1, but not between them: 0.25 is a quarter yes, three quarters no.",
    "Weigh the two surprises: target · softplus(−x) + (1 − target) · softplus(x).",
)


def _capped(lost: float) -> Any:
    """The loss through a probability whose lost rest was replaced by `lost` (0, or a small ε against log 0)."""

    def formula(m: Any, x: Any, target: float) -> Any:
        if target == 0.0 and x > 17.4:
            return -m.log(m.mpf(lost)) if lost else m.inf
        return _loss(m, x, target)

    return formula


LOGISTIC_LOSS = FunctionTask(
    id="04-logistic-loss",
    lesson="04",
    objective="04-O2",
    name="logistic_loss",
    title="the logistic loss with softplus",
    asked="Write logistic_loss(x, target): the surprise at a target between 0 and 1 when the network returned the logit x, "
    "for each element of x. It must be right for every logit, and so must its gradient.",
    points={"value": 3, "gradient": 2, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=_loss, slope=_loss_slope),
    probes=(
        # Where the network is right and sure, the loss is asked for to its last digits, its tiny slope is not: the usual
        # max(x, 0) − tx + log1p(exp(−|x|)) adds up slopes 1, −1 and a tiny one, and harms nobody.
        *(
            replace(probe, slope=probe.slope and not probe.name.startswith("deep"))
            for probe in elementwise_probes({"target": 0.0}, {"target": 1.0}, {"target": 0.25})
        ),
        Probe("sure and wrong", "value", (18.0, 20.0, 25.0), {"target": 0.0}),
        Probe(
            "sure and right", "extremes", (10.0, 14.0, 17.0, 25.0, 50.0, 80.0), {"target": 1.0}, slope=False
        ),
        Probe("far out, target between", "extremes", (-1e4, -100.0, 100.0, 1e4), {"target": 0.25}),
    ),
    mistakes=(
        *(
            KnownMistake(ROUNDED, _capped(lost))
            for lost in (0.0, 1e-6, 1e-7, 2.0**-23, 1e-8, 1e-9, 1e-10, 1e-12)
        ),
        KnownMistake(
            ROUNDED, lambda m, x, target: m.mpf(100) if target == 0.0 and x > 17.4 else _loss(m, x, target)
        ),
        KnownMistake(
            Cause(
                "targets-exchanged",
                "The two targets are exchanged: your loss is small where the network is wrong.",
                "Target 1 asks for a large x: its loss is softplus(−x). Target 0 has softplus(x).",
            ),
            lambda m, x, target: _loss(m, x, 1 - target),
        ),
        KnownMistake(
            Cause(
                "target-ignored",
                "The target is ignored: your values are those of one target, whatever the target is.",
                "Weigh the two surprises: target · softplus(−x) + (1 − target) · softplus(x).",
            ),
            lambda m, x, target: _softplus(m, x),
        ),
        KnownMistake(
            Cause(
                "target-ignored",
                "The target is ignored: your values are those of target 1, whatever the target is.",
                "Weigh the two surprises: target · softplus(−x) + (1 − target) · softplus(x).",
            ),
            lambda m, x, target: _softplus(m, -x),
        ),
        KnownMistake(
            Cause(
                "one-term",
                "Only the term of target 1 is there: with target 0 your loss is 0, however wrong x is.",
                "Add the term of the other outcome: (1 − target) · softplus(x).",
            ),
            lambda m, x, target: target * _softplus(m, -x),
        ),
        KnownMistake(
            Cause(
                "one-term",
                "Only the term of target 0 is there: with target 1 your loss is 0, however wrong x is.",
                "Add the term of the other outcome: target · softplus(−x).",
            ),
            lambda m, x, target: (1 - target) * _softplus(m, x),
        ),
        KnownMistake(
            Cause(
                "labels-plus-minus-one",
                "softplus(−target · x) is right for labels +1 and −1; here they are 1 and 0, and 0 removes x altogether.",
                "Weigh the two surprises: target · softplus(−x) + (1 − target) · softplus(x).",
            ),
            lambda m, x, target: _softplus(m, -m.mpf(target) * x),
        ),
        *(
            KnownMistake(BETWEEN, formula)
            for formula in (
                lambda m, x, target: _loss(m, x, 1.0 if target == 1.0 else 0.0),
                lambda m, x, target: _loss(m, x, 1.0 if target > 0.0 else 0.0),
                lambda m, x, target: _softplus(m, (1 - 2 * m.mpf(target)) * x),
            )
        ),
        KnownMistake(
            Cause(
                "weights-missing",
                "You added the surprises at yes and at no without weighing them, so the target plays no part.",
                "Weigh the two surprises: target · softplus(−x) + (1 − target) · softplus(x).",
            ),
            lambda m, x, target: _softplus(m, -x) + _softplus(m, x),
        ),
        KnownMistake(
            Cause(
                "sign-of-tx",
                "You added target · x to softplus(x); with target 1 that makes a right and sure answer expensive.",
                "softplus(−x) = softplus(x) − x: the sign before target · x is minus.",
            ),
            lambda m, x, target: _softplus(m, x) + target * x,
        ),
        KnownMistake(
            Cause(
                "negative",
                "Your loss is negative: the sign of the logarithm's surprise, −ln p, got lost.",
                "A surprise is never negative. Use softplus(−x) = −log σ(x), with its minus inside.",
            ),
            lambda m, x, target: -_loss(m, x, target),
        ),
        KnownMistake(
            Cause(
                "squared-error",
                "That is the squared error (σ(x) − target)²; it flattens out where the network is sure and wrong.",
                "Use the surprise at the target: softplus(−x) at target 1, softplus(x) at target 0.",
            ),
            lambda m, x, target: (_sigmoid(m, x) - target) ** 2,
        ),
        KnownMistake(
            Cause(
                "is-the-slope",
                "σ(x) − target is the slope of the loss, not the loss.",
                "Return the surprise itself; autograd will find σ(x) − target by itself.",
            ),
            lambda m, x, target: _sigmoid(m, x) - target,
        ),
        KnownMistake(
            Cause(
                "sigmoid-twice",
                "The sigmoid is applied twice: softplus got a probability where it expects a logit.",
                "Give softplus the logit x itself; the sigmoid is already inside the surprise.",
            ),
            lambda m, x, target: _loss(m, _sigmoid(m, x), target),
        ),
        KnownMistake(
            Cause(
                "wrong-base",
                "The logarithm has base 2: your loss is in bits. At x = 0 it must be ln 2, not 1.",
                "Use the natural logarithm, as softplus does.",
            ),
            lambda m, x, target: _loss(m, x, target) / m.log(2),
        ),
    ),
    properties={
        "value": "The loss is never negative, and at x = 0 it is ln 2 for every target.",
        "gradient": "Its slope is σ(x) − target.",
        "extremes": "It grows like |x| where the network is wrong, and keeps its digits where it is right and sure.",
    },
    forbidden=(
        "binary_cross_entropy_with_logits",
        "BCEWithLogitsLoss",
        "binary_cross_entropy",
        "BCELoss",
        "soft_margin_loss",
    ),
    points_if_called=4,
    hints=(
        "What is the surprise −ln p when the target is 1, and what when it is 0? Write both with softplus.",
        "Weigh the two surprises with target and 1 − target. The short form softplus(x) − target·x subtracts two nearly "
        "equal numbers where the network is right.",
        "target * softplus(-x) + (1 - target) * softplus(x), with softplus from course_lib.activations.",
    ),
    solution="""\
def logistic_loss(x, target):
    return target * softplus(-x) + (1 - target) * softplus(x)

Two parts that are never negative: nothing can cancel. The form max(x, 0) - target * x + log1p(exp(-|x|)) is right as
well: where x is large and the target 1, its first two parts cancel exactly, without rounding.""",
)

# ---------------------------------------------------------------- the crossing of a tangent

_ENTROPY = -(0.8 * math.log(0.8) + 0.2 * math.log(0.2))

CROSSING = NumberTask(
    id="04-crossing",
    lesson="04",
    objective="04-O3",
    name="crossing",
    title="where a tangent crosses the axis",
    asked="At which height does the tangent of slope 0.8 to softplus with β = 2 cross the vertical axis? (Three digits.)",
    points=2,
    low=0.2497,
    high=0.2507,
    expected="The height is the entropy of 0.8 in nats, divided by β.",
    known=(
        KnownNumber(
            _ENTROPY,
            Cause(
                "beta-forgotten",
                "That is the crossing for β = 1.",
                "With β = 2 the whole picture is half as large in both directions: halve the height.",
            ),
        ),
        KnownNumber(
            2 * _ENTROPY,
            Cause(
                "beta-multiplied",
                "You multiplied by β; a larger β makes the picture smaller.",
                "softplus with β is the old picture at 1/β of its size: divide the height by 2.",
            ),
        ),
        KnownNumber(
            -_ENTROPY / 2,
            Cause(
                "conjugate-not-height",
                "That is the conjugate, which counts the crossing downwards.",
                "The tangent crosses above 0: turn the sign around.",
            ),
        ),
        KnownNumber(
            -_ENTROPY,
            Cause(
                "beta-forgotten",
                "That is the conjugate for β = 1: the sign counts downwards, and β is missing.",
                "Turn the sign around and divide by 2.",
            ),
        ),
        KnownNumber(
            _ENTROPY / 2 / math.log(2),
            Cause(
                "bits",
                "You measured the entropy in bits, with the logarithm to base 2.",
                "Softplus has the natural logarithm, so its entropies are in nats: use math.log.",
            ),
        ),
        KnownNumber(
            math.log(2) / 2,
            Cause(
                "slope-one-half",
                "That is ln 2/2, where the tangent of slope 0.5 crosses; the slope here is 0.8.",
                "Find x with σ(2x) = 0.8, then compute softplus(x, β = 2) − 0.8·x.",
            ),
        ),
        KnownNumber(
            math.log(4) / 2,
            Cause(
                "touching-point",
                "That is the x where the tangent touches, logit(0.8)/2.",
                "Go from the touching point back to x = 0 along the line: height = f(x) − 0.8·x.",
            ),
        ),
        KnownNumber(
            math.log(5) / 2,
            Cause(
                "value-there",
                "That is the height where the tangent touches the curve.",
                "Go from there back to x = 0 along the line of slope 0.8: subtract 0.8·x.",
            ),
        ),
    ),
    too_small=Cause(
        "too-small",
        "Your height is too small.",
        "Find x with σ(2x) = 0.8, then compute softplus(x, β = 2) − 0.8·x.",
    ),
    too_large=Cause(
        "too-large",
        "Your height is too large; no tangent to softplus with β = 2 crosses above ln 2/2.",
        "Find x with σ(2x) = 0.8, then compute softplus(x, β = 2) − 0.8·x.",
    ),
    hints=(
        "First find where softplus with β = 2 has the slope 0.8. Its slope is σ(2x).",
        "σ(2x) = 0.8 gives 2x = logit(0.8) = ln 4. What is softplus(x, β = 2) there?",
        "The height is softplus(x) − 0.8·x = (ln 5)/2 − 0.8·(ln 4)/2.",
    ),
    solution="2x = logit(0.8) = ln 4, so x = 0.6931. There softplus with β = 2 is ln(1 + 4)/2 = 0.8047. The line of slope "
    "0.8 reaches x = 0 at 0.8047 − 0.8 · 0.6931 = 0.2502, half the entropy of 0.8.",
)

# ---------------------------------------------------------------- the tool for an output

WORDS = ("sigmoid", "softmax", "softplus", "nothing")


def _judged(text: str, right: str, **reasons: str) -> dict[str, Answer]:
    return {word: Answer(text, reasons[word], correct=word == right) for word in WORDS}


OUTPUTS = ChoiceTask(
    id="04-outputs",
    lesson="04",
    objective="04-O4",
    name="last_step",
    title="the last step for five outputs",
    asked='For each output choose the last step of the network: "sigmoid", "softmax", "softplus" or "nothing".',
    points=5,
    statements={
        "rain tomorrow": _judged(
            "the probability that it rains tomorrow",
            "sigmoid",
            sigmoid="one event, yes or no: σ gives its probability, and adding 1 to the logit multiplies the odds by e.",
            softmax="softmax over a single number is always 1; over two it is the sigmoid of their difference.",
            softplus="it is positive but exceeds 1 from 0.5413 on; a probability must not.",
            nothing="the plain number can be negative or above 1, so it is no probability.",
        ),
        "species of a bird": _judged(
            "which one of five species a bird belongs to",
            "softmax",
            sigmoid="five sigmoids need not add up to 1, but the bird belongs to exactly one species.",
            softmax="exactly one of five: softmax gives shares that add up to 1 and ignores a shift of all logits.",
            softplus="positive numbers divided by their sum add up to 1, but they change when all logits are shifted.",
            nothing="plain numbers are no probabilities; the loss would have to apply a softmax anyway.",
        ),
        "tags of a photo": _judged(
            "for each of five tags, whether it fits the photo; several may fit",
            "sigmoid",
            sigmoid="five separate yes-or-no questions: one sigmoid each, and the five need not add up to 1.",
            softmax="softmax makes the tags compete: three tags that fit equally well would share the 1 among them.",
            softplus="it is positive but exceeds 1, so it is no probability of fitting.",
            nothing="the plain number can be negative or above 1, so it is no probability.",
        ),
        "waiting time": _judged(
            "the expected waiting time in minutes",
            "softplus",
            sigmoid="a sigmoid never exceeds 1, so no one could ever wait longer than one minute.",
            softmax="softmax returns shares of 1; a waiting time is an amount, not a share.",
            softplus="a positive amount without an upper limit; far right, adding 1 to the logit adds one minute.",
            nothing="the plain number can be negative, and no one waits −3 minutes.",
        ),
        "temperature": _judged(
            "the temperature tomorrow in °C",
            "nothing",
            sigmoid="a sigmoid stays between 0 and 1 and could never say 25 °C or −10 °C.",
            softmax="softmax returns shares of 1; a temperature is no share.",
            softplus="softplus never goes below 0, so it could not say −10 °C.",
            nothing="every number is allowed, so nothing has to be forced: the plain output is right.",
        ),
    },
    hints=(
        "Ask of each output: which values are allowed?",
        "Exactly one of several, or several at once? Both are probabilities, and need different tools.",
        "A positive amount is not a probability, and where negative values are allowed, nothing is needed.",
    ),
    solution="rain tomorrow: sigmoid. species of a bird: softmax. tags of a photo: sigmoid. waiting time: softplus. "
    "temperature: nothing.",
)

# ---------------------------------------------------------------- choose and defend

DEFEND = TextTask(
    id="04-defend",
    lesson="04",
    objective="04-O4",
    name="defend",
    title="choose and defend",
    asked="In four sentences: keep softplus(z)/sum as class probabilities, or change to softmax? Defend your choice with "
    "an experiment.",
    scheme=(
        ("names the choice and says what normalised softplus does guarantee (positive, adds up to 1)", 1),
        ("names an experiment with its numbers: what a shift of all logits does to each of the two", 1),
        (
            "gives the reason: only exp turns a sum into a factor, so only softmax depends on differences alone",
            1,
        ),
        ("names an output for which softplus is the better choice, and why", 1),
    ),
    fewest_words=40,
    hints=(
        "Compute both for z = (2, 0, −2) and for z + 10.",
        "What does the exponential do with z + 10, and what does softplus do far right?",
        "Name a quantity that is positive, has no upper limit and need not add up to anything.",
    ),
    solution="I change to softmax. Dividing softplus outputs by their sum does give positive numbers that add up to 1, but "
    "for the logits 2, 0, −2 the shares 0.72, 0.24, 0.04 become 0.40, 0.33, 0.27 when 10 is added to each, while softmax "
    "stays at 0.87, 0.12, 0.02. The exponential turns + 10 into a factor, which the division removes; softplus is the "
    "identity far right and keeps it. For the scale of a distribution or a waiting time I would take softplus: positive, "
    "without a limit, and not a share of anything.",
)

TASKS = (SOFT_MAXIMUM, LOGISTIC_LOSS, CROSSING, OUTPUTS, DEFEND)
