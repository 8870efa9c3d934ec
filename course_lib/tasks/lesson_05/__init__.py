"""Lesson 05, in PyTorch: the threshold rule, a low step, a positive network, what is kept, positive scales."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

from course_lib.tasks.grids import elementwise_probes
from course_lib.tasks.task import (
    Answer,
    Behaviour,
    Cause,
    ChoiceTask,
    Exact,
    FunctionTask,
    KnownMistake,
    KnownNumber,
    ModelTask,
    NumberTask,
    Probe,
)

# ---------------------------------------------------------------- PyTorch's rule


def _formula(m: Any, x: Any, beta: float = 1.0) -> Any:
    return m.log1p(m.exp(beta * x)) / beta


def _sigmoid(m: Any, x: Any, beta: float = 1.0) -> Any:
    return 1 / (1 + m.exp(-beta * x))


def _rule(m: Any, x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    return x if beta * x > threshold else _formula(m, x, beta)


def _rule_slope(m: Any, x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    return m.mpf(1) if beta * x > threshold else _sigmoid(m, x, beta)


THRESHOLD_ON_X = Cause(
    "threshold-on-x",
    "Your switch compares x with the threshold; PyTorch compares βx.",
    "Test z = beta * x: with β = 2 and threshold 2 the switch is at x = 1.",
)
NOT_STRICT = Cause(
    "not-strict",
    "Exactly at βx = threshold you return x; PyTorch still uses the formula there.",
    "The test is strict: `>`, not `>=`.",
)
TURNED_AROUND = Cause(
    "turned-around",
    "Your comparison is turned around: small inputs come back as they are, large ones go through the formula.",
    "The shortcut is for large inputs: z greater than the threshold.",
)
NEVER = Cause(
    "never-switches",
    "Your values never switch to x: the threshold is ignored.",
    "Return x itself wherever z = beta * x is greater than the threshold.",
)
TIMES_BETA = Cause(
    "beta-twice",
    "β is used twice in the comparison, or on the wrong side of it.",
    "z holds β already: compare z with the threshold, nothing more.",
)

ON_OUTPUT = Cause(
    "threshold-on-output",
    "Your switch tests the output; it lies above x, so the switch comes too early or too late.",
    "Test what goes into the exponential, z = beta * x. (PyTorch's own backward pass once tested the output.)",
)
ABSOLUTE = Cause(
    "both-sides",
    "Your switch acts on both sides: large negative inputs come back as they are, too.",
    "Leave out the absolute value: only a large positive z can overflow.",
)

RULE = FunctionTask(
    id="05-rule",
    lesson="05",
    objective="05-O1",
    name="rule",
    title="PyTorch’s rule, one blank",
    asked="Fill the blank so that rule(x, beta, threshold) returns what nn.Softplus(beta, threshold) does: "
    "x beyond the switch, the formula up to it.",
    points={"value": 3, "gradient": 1, "shape": 1},
    exact=Exact(value=_rule, slope=_rule_slope),
    probes=(
        Probe(
            "around a switch at 1",
            "value",
            (-2.0, 0.5, 0.875, 1.0, 1.125, 1.5, 3.0),
            {"beta": 2.0, "threshold": 2.0},
        ),
        Probe(
            "around a switch at 4",
            "value",
            (0.5, 1.0, 2.0, 3.5, 4.0, 4.5, 6.0),
            {"beta": 0.5, "threshold": 2.0},
        ),
        Probe("far right", "value", (30.0, 95.0, 500.0), {"beta": 1.0, "threshold": 3.0}),
        # Here the output is already above the threshold, and βx is not.
        Probe("just left of a switch at 3", "value", (2.9375, 2.96875), {"beta": 1.0, "threshold": 3.0}),
        *(
            probe
            for probe in elementwise_probes({"beta": 1.0, "threshold": 3.0}, {"beta": 4.0, "threshold": 3.0})
            if probe.line in ("value", "shape")
        ),
    ),
    mistakes=(
        KnownMistake(
            THRESHOLD_ON_X, lambda m, x, beta, threshold: x if x > threshold else _formula(m, x, beta)
        ),
        KnownMistake(
            NOT_STRICT, lambda m, x, beta, threshold: x if beta * x >= threshold else _formula(m, x, beta)
        ),
        KnownMistake(
            TURNED_AROUND, lambda m, x, beta, threshold: x if beta * x < threshold else _formula(m, x, beta)
        ),
        KnownMistake(
            TURNED_AROUND, lambda m, x, beta, threshold: x if beta * x <= threshold else _formula(m, x, beta)
        ),
        KnownMistake(
            ABSOLUTE, lambda m, x, beta, threshold: x if abs(beta * x) > threshold else _formula(m, x, beta)
        ),
        KnownMistake(
            ON_OUTPUT,
            lambda m, x, beta, threshold: x if _formula(m, x, beta) > threshold else _formula(m, x, beta),
        ),
        KnownMistake(
            ON_OUTPUT,
            lambda m, x, beta, threshold: (
                x if beta * _formula(m, x, beta) > threshold else _formula(m, x, beta)
            ),
        ),
        KnownMistake(NEVER, lambda m, x, beta, threshold: _formula(m, x, beta)),
        KnownMistake(
            TIMES_BETA, lambda m, x, beta, threshold: x if x > threshold * beta else _formula(m, x, beta)
        ),
        KnownMistake(
            TIMES_BETA, lambda m, x, beta, threshold: x if x > threshold / beta**2 else _formula(m, x, beta)
        ),
    ),
    properties={"value": "Up to βx = threshold it is log(1 + exp(βx))/β, beyond it x itself."},
    forbidden=("softplus", "Softplus", "torch_rule"),
    points_if_called=1,
    hints=(
        "Which number goes into the exponential? That one can overflow, and that one is watched.",
        "The comparison gives one True or False for each element, so no `if` is needed.",
        "The blank is z > threshold.",
    ),
    solution="""\
use_input = z > threshold

z = beta * x is what the exponential sees. logaddexp(z, 0) is log(1 + exp(z)) without overflow, so the branch that is
not chosen stays finite: torch.where multiplies its slope by 0, and 0 times infinity would be NaN.""",
)

STEP = NumberTask(
    id="05-threshold",
    lesson="05",
    objective="05-O1",
    name="smallest_threshold",
    title="a threshold with a low step",
    asked="With β = 4, give the smallest threshold for which the step at the switch is at most 0.000001 "
    "(two decimals are enough).",
    points=2,
    low=12.42,
    high=12.44,
    expected="The step is ln(1 + exp(−t))/β.",
    known=(
        KnownNumber(
            -math.log(math.expm1(1e-6)),
            Cause(
                "beta-forgotten",
                "You left out β: that is the threshold for β = 1.",
                "The step is ln(1 + exp(−t))/4: set it equal to 1e-6 and multiply by 4 first.",
            ),
        ),
        KnownNumber(
            -math.log(math.expm1(0.25e-6)),
            Cause(
                "beta-upside-down",
                "β is on the wrong side: you divided 1e-6 by 4 where it must be multiplied.",
                "From ln(1 + exp(−t))/4 = 1e-6 follows ln(1 + exp(−t)) = 4e-6.",
            ),
        ),
        KnownNumber(
            -math.log(math.expm1(4e-6)) / 4,
            Cause(
                "where-not-which",
                "That is the input x at which the switch happens, threshold/β; the threshold itself is asked.",
                "Multiply by β = 4, or leave out the last division.",
            ),
        ),
        KnownNumber(
            -math.log10(4e-6),
            Cause(
                "wrong-base",
                "You used the logarithm to base 10; the exponential in the step has base e.",
                "math.log is the natural logarithm.",
            ),
        ),
        KnownNumber(
            math.log(math.expm1(4e-6)),
            Cause(
                "sign",
                "The sign is lost: the threshold must be positive, the step shrinks as it grows.",
                "From exp(−t) = 4e-6 follows t = −ln(4e-6).",
            ),
        ),
    ),
    too_small=Cause(
        "too-small",
        "With your threshold the step is higher than 1e-6.",
        "Put your number into ln(1 + exp(−t))/4 and compare.",
    ),
    too_large=Cause(
        "too-large",
        "With your threshold the step is low enough, but a smaller threshold would do as well.",
        "Set ln(1 + exp(−t))/4 equal to 1e-6 and solve for t.",
    ),
    hints=(
        "The step is the gap between softplus and x where βx = t.",
        "ln(1 + exp(−t)) = 4 · 1e-6. Take exp of both sides.",
        "exp(−t) = exp(4e-6) − 1 = math.expm1(4e-6).",
    ),
    solution="ln(1 + exp(−t))/4 = 1e-6 gives exp(−t) = expm1(4e-6), so t = −math.log(math.expm1(4e-6)) = 12.43.",
)

# ---------------------------------------------------------------- a positive network


def _identity(x: torch.Tensor) -> torch.Tensor:
    return x


# What a network may do between and behind its two linear layers, by name; the first is right.
_CANDIDATES: dict[str, tuple[Callable, Callable]] = {
    "right": (F.softplus, F.softplus),
    "output-negative": (F.softplus, _identity),
    "hidden-missing": (_identity, F.softplus),
    "hidden-relu": (F.relu, F.softplus),
    "output-relu": (F.softplus, F.relu),
    "relu-everywhere": (F.relu, F.relu),
    "output-bounded": (F.softplus, torch.sigmoid),
    "output-exp": (F.softplus, torch.exp),
    "output-abs": (F.softplus, torch.abs),
    "not-softplus": (torch.sigmoid, F.softplus),
    "nothing-between": (_identity, _identity),
}
_SHAPES = ((3, 4), (3,), (1, 3), (1,))


def _batch() -> torch.Tensor:
    return torch.rand(64, 4, generator=torch.Generator().manual_seed(5)) * 6 - 3


def _by_shape(module: nn.Module) -> dict[tuple[int, ...], nn.Parameter]:
    return {tuple(p.shape): p for p in module.parameters()}


def _layout(module: nn.Module) -> dict[str, Any]:
    """Shapes of the parameters and of the output, and whether the batch's dtype is kept."""
    shapes = sorted(tuple(p.shape) for p in module.parameters())
    output = module(_batch())
    return {
        "shapes": [list(s) for s in shapes],
        "output": list(output.shape),
        "kept": output.dtype == _batch().dtype,
    }


def _accept_layout(data: dict[str, Any]) -> bool | str:
    if data["shapes"] != [list(s) for s in sorted(_SHAPES)]:
        return "wrong-size"
    if data["output"] != [64, 1]:
        return "wrong-output-shape"
    return True if data["kept"] else "dtype-changed"


def _nearest(module: nn.Module) -> dict[str, float]:
    """How far the outputs are from each candidate, with weights that reach every side of both activations."""
    own = copy.deepcopy(module)
    source = torch.Generator().manual_seed(6)
    with torch.no_grad():
        for shape, parameter in _by_shape(own).items():
            parameter.copy_(torch.rand(shape, generator=source) * 4 - 2)
        got = own(_batch()).double().reshape(-1)
        weights = {shape: p.double() for shape, p in _by_shape(own).items()}
        sums = _batch().double() @ weights[3, 4].T + weights[3,]
        away = {}
        for name, (hidden, last) in _CANDIDATES.items():
            y = last(hidden(sums) @ weights[1, 3].T + weights[1,]).reshape(-1)
            away[name] = float(((got - y).abs() / (1 + y.abs())).max())
    return away


def _accept_nearest(away: dict[str, float]) -> bool | str:
    best = min(away, key=lambda name: away[name])
    if not away[best] < 1e-4:
        return "other"
    return True if best == "right" else best


def _trained(module: nn.Module) -> list[str]:
    """Shapes of the parameters that receive no gradient."""
    own = copy.deepcopy(module)
    own.zero_grad()
    own(_batch()).sum().backward()
    return [str(tuple(p.shape)) for p in own.parameters() if p.grad is None or not bool((p.grad != 0).any())]


def _accept_trained(without: list[str]) -> bool | str:
    return not without or "gradient-cut"


NETWORK = ModelTask(
    id="05-network",
    lesson="05",
    objective="05-O2",
    name="RateNet",
    title="a network with a positive output",
    asked="Write the module RateNet: 4 inputs, 3 hidden values, 1 output; softplus (β = 1) between the two linear "
    "layers, and an output that is positive and can be as large as it likes, by softplus again.",
    behaviours=(
        Behaviour(
            "layout",
            "two linear layers, 4 → 3 → 1, and one output for each row",
            2,
            _layout,
            _accept_layout,
            (
                Cause(
                    "wrong-size",
                    "The parameters are not those of Linear(4, 3) and Linear(3, 1).",
                    "Print your module and its parameters' shapes: there must be four, with 12 + 3 + 3 + 1 = 19 numbers.",
                ),
                Cause(
                    "wrong-output-shape",
                    "A batch of 64 rows must give an output of shape (64, 1).",
                    "Leave out .squeeze(), .mean() or .flatten() at the end.",
                ),
                Cause(
                    "dtype-changed",
                    "A float32 batch must give a float32 output.",
                    "Leave out .double() and .half(): the layers and softplus keep the dtype by themselves.",
                ),
            ),
        ),
        Behaviour(
            "functions",
            "softplus between the layers and at the end",
            4,
            _nearest,
            _accept_nearest,
            (
                Cause(
                    "other",
                    "The outputs are not softplus(second(softplus(first(x)))) for your own weights.",
                    "Compute the three steps by hand for one row and compare each with what your forward does.",
                ),
                Cause(
                    "output-negative",
                    "The output can be negative: the last layer is linear, and its weights have both signs.",
                    "A positive hidden layer does not make a positive output. Put a softplus behind the last layer too.",
                ),
                Cause(
                    "hidden-missing",
                    "There is nothing between the two linear layers, so they collapse into one.",
                    "Put a softplus between them.",
                ),
                Cause(
                    "hidden-relu",
                    "The hidden activation is ReLU; softplus was asked.",
                    "Use F.softplus or nn.Softplus() between the layers.",
                ),
                Cause(
                    "output-relu",
                    "The output passes through ReLU or a clamp: for every negative sum it is the same number, with slope 0.",
                    "Use softplus at the end: it stays positive and keeps a slope.",
                ),
                Cause(
                    "relu-everywhere",
                    "Both activations are ReLU; softplus was asked.",
                    "Use F.softplus or nn.Softplus() in both places.",
                ),
                Cause(
                    "output-bounded",
                    "The output passes through the sigmoid, so it can never exceed 1; a rate can be any positive number.",
                    "Use softplus at the end.",
                ),
                Cause(
                    "output-exp",
                    "The output passes through exp: positive, but it grows exponentially and overflows at 89.",
                    "Use softplus at the end: it grows like its input.",
                ),
                Cause(
                    "output-abs",
                    "The output passes through the absolute value: large negative sums become large positive rates.",
                    "Use softplus at the end: it rises everywhere, so a larger sum is a larger rate.",
                ),
                Cause(
                    "not-softplus",
                    "The hidden activation is the sigmoid, which is softplus's slope, not softplus.",
                    "Use F.softplus or nn.Softplus() between the layers.",
                ),
                Cause(
                    "nothing-between",
                    "There is no activation at all: the network is one linear function.",
                    "Put a softplus between the layers and one at the end.",
                ),
            ),
        ),
        Behaviour(
            "gradient",
            "every parameter gets a gradient",
            2,
            _trained,
            _accept_trained,
            (
                Cause(
                    "gradient-cut",
                    "At least one parameter gets no gradient, so it can never learn.",
                    "Take out .detach(), .data, torch.no_grad() and .item() from forward.",
                ),
            ),
        ),
    ),
    hints=(
        "Two nn.Linear layers in __init__, and how many softplus in forward?",
        "The hidden values are positive anyway. Which sign can the last layer's weights have?",
        "The last line of forward is: return F.softplus(self.second(F.softplus(self.first(x))))",
    ),
    solution="""\
class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 3)
        self.second = nn.Linear(3, 1)

    def forward(self, x):
        return F.softplus(self.second(F.softplus(self.first(x))))

The hidden softplus makes the hidden values positive; the second linear layer may turn any of them around, so the
output needs a softplus of its own.""",
)

# ---------------------------------------------------------------- what autograd keeps

KIB = NumberTask(
    id="05-kib",
    lesson="05",
    objective="05-O3",
    name="extra_kib",
    title="what softplus keeps more than ReLU",
    asked="Four blocks Linear(512, 512)–activation and a final Linear(512, 1); batch 128, float32. How many KiB more "
    "does autograd keep for the backward pass with PyTorch's softplus than with ReLU?",
    points=2,
    low=1023.5,
    high=1024.5,
    expected="PyTorch's softplus keeps its own input, one tensor of 128 × 512 numbers a block.",
    known=(
        KnownNumber(
            1024.0 * 1024,
            Cause(
                "bytes",
                "That is the number of bytes; KiB were asked.",
                "Divide it by 1024: a KiB has that many bytes.",
            ),
        ),
        KnownNumber(
            256.0,
            Cause(
                "one-block",
                "That is one tensor of 128 × 512 float32 numbers; there are four blocks.",
                "Each of the four softplus layers keeps its own input: multiply by 4.",
            ),
        ),
        KnownNumber(
            2304.0,
            Cause(
                "softplus-total",
                "That is all that is kept with softplus, nine tensors; the difference to ReLU was asked.",
                "With ReLU the five inputs of the linear layers are kept as well: take them away.",
            ),
        ),
        KnownNumber(
            1280.0,
            Cause(
                "five",
                "You counted five tensors: five are the inputs of the linear layers, which are kept in both cases.",
                "Count only what softplus adds: the inputs of the four activations.",
            ),
        ),
        KnownNumber(
            2048.0,
            Cause(
                "twice",
                "That is twice too much: eight tensors, or eight bytes a number.",
                "A softplus keeps one tensor, its input; a float32 number has four bytes.",
            ),
        ),
        KnownNumber(
            1.0,
            Cause(
                "mib",
                "That is the number of MiB; KiB were asked.",
                "Multiply it by 1024: a MiB has that many KiB.",
            ),
        ),
        KnownNumber(
            768.0,
            Cause(
                "three",
                "You counted three blocks. The last activation is followed by a linear layer too, so all four count.",
                "With ReLU the last activation's output is kept anyway, as the final layer's input. Count four.",
            ),
        ),
    ),
    too_small=Cause(
        "too-small",
        "It is more than that.",
        "One tensor of 128 × 512 float32 numbers has 128 · 512 · 4 bytes; how many of them does softplus add?",
    ),
    too_large=Cause(
        "too-large",
        "It is less than that.",
        "Weights are kept in both cases and do not count; nor do the inputs of the linear layers.",
    ),
    hints=(
        "How many bytes has one tensor of 128 × 512 float32 numbers, and how many KiB is that?",
        "Which tensor does softplus keep that nobody else needs? How often?",
        "4 tensors of 256 KiB each.",
    ),
    solution="One tensor: 128 · 512 · 4 bytes = 256 KiB. Each of the four softplus layers keeps its input, which no linear "
    "layer keeps: 4 · 256 = 1024 KiB.",
)

KEPT_WORDS = ("input", "output", "nothing")


def _kept(text: str, right: str, **reasons: str) -> dict[str, Answer]:
    return {word: Answer(text, reasons[word], correct=word == right) for word in KEPT_WORDS}


KEPT = ChoiceTask(
    id="05-kept",
    lesson="05",
    objective="05-O3",
    name="kept_for_backward",
    title="what is kept? Measure it",
    asked='Measure with saved-tensor hooks what each function keeps for the backward pass: "input", "output" or "nothing".',
    points=5,
    statements={
        "exp": _kept(
            "what torch.exp keeps",
            "output",
            input="the slope of exp is exp itself, so the output is the slope; the hook shows the output's address.",
            output="the slope of exp is its own output.",
            nothing="the slope depends on x, so something must be kept: the hook is called once.",
        ),
        "log": _kept(
            "what torch.log keeps",
            "input",
            input="the slope of log is 1/x, so the input is what is needed.",
            output="the slope of log is 1/x; from the output it would cost an exponential, and PyTorch keeps the input.",
            nothing="the slope 1/x depends on x, so something must be kept: the hook is called once.",
        ),
        "neg": _kept(
            "what torch.neg keeps",
            "nothing",
            input="the slope of −x is −1 everywhere, so no tensor is needed: the hook is never called.",
            output="the slope of −x is −1 everywhere, so no tensor is needed: the hook is never called.",
            nothing="the slope is −1 everywhere, so backward needs no tensor from forward.",
        ),
        "elu": _kept(
            "what F.elu keeps",
            "input",
            input="PyTorch keeps the input, although the output would do, as with softplus.",
            output="the output would be enough, as for softplus, but measure it: the hook shows the input's address.",
            nothing="left of 0 the slope depends on x, so something must be kept: the hook is called once.",
        ),
        "softplus": _kept(
            "what F.softplus keeps",
            "input",
            input="PyTorch's table of derivatives passes the input to the backward pass.",
            output="the output would be enough, 1 − exp(−βy), but PyTorch's own softplus keeps its input.",
            nothing="the slope σ(βx) depends on x, so something must be kept: the hook is called once.",
        ),
    },
    hints=(
        "Call each function inside torch.autograd.graph.saved_tensors_hooks(pack, unpack) on an x that requires grad.",
        "Compare tensor.data_ptr() in your pack function with x.data_ptr() and, afterwards, with y.data_ptr().",
        "Copy `kept` and `names` from lesson 05 and call names(torch.exp, x), names(torch.log, x) and so on.",
    ),
    solution="exp: output. log: input. neg: nothing. elu: input. softplus: input.",
)

# ---------------------------------------------------------------- positive scales

STARTS = (1e-6, 0.1, 2.0, 100.0)


def _scales(module: nn.Module) -> torch.Tensor:
    """The scales as seen from outside: what the module makes of ones."""
    return module(torch.ones(len(STARTS)))


def _begin(module: nn.Module) -> dict[str, Any]:
    """The scales, and whether a table is multiplied by them row by row in its own dtype."""
    scales = _scales(module).detach()
    table = torch.tensor([[1.0, 2.0, -3.0, 0.5], [0.0, -1.0, 4.0, 8.0]])
    out = module(table).detach()
    fits = out.shape == table.shape and out.dtype == table.dtype and scales.shape == (len(STARTS),)
    return {
        "scales": [repr(float(v)) for v in scales.reshape(-1)],
        "fits": fits,
        "times": fits and torch.allclose(out, table * scales),
    }


def _accept_begin(data: dict[str, Any]) -> bool | str:
    got = [float(v) for v in data["scales"]]
    if len(got) != len(STARTS) or not data["fits"]:
        return "wrong-shape"
    if not data["times"] and all(math.isfinite(v) for v in got):
        return "not-times"

    def like(wanted: list[float]) -> bool:
        return all(math.isclose(g, w, rel_tol=2e-4) for g, w in zip(got, wanted, strict=True))

    if like(list(STARTS)):
        return True
    if like([max(y, 0.0) + math.log1p(math.exp(-abs(y))) for y in STARTS]):
        return "start-not-inverted"
    if like([math.exp(y) for y in STARTS]) or any(not math.isfinite(v) for v in got) or got[0] == 0.0:
        return "inverse-breaks"
    return "inverse-breaks" if like([got[0], *STARTS[1:]]) else "start-wrong"


def _computed_once(module: nn.Module) -> bool:
    """Whether the module keeps a tensor that was computed from its parameters in __init__."""
    return any(isinstance(kept, torch.Tensor) and kept.grad_fn is not None for kept in vars(module).values())


def _gradients(module: nn.Module) -> dict[str, Any]:
    """How many trainable numbers there are, and how each moves its scale."""
    if _computed_once(module):
        return {"count": len(STARTS), "moves": [], "computed_once": True}
    own = copy.deepcopy(module)
    own.zero_grad()
    parameters = [p for p in own.parameters() if p.requires_grad]
    scales = _scales(own)
    if parameters and scales.requires_grad:
        scales.sum().backward()
    grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    return {
        "count": sum(p.numel() for p in parameters),
        "moves": [float(v) for g in grads for v in g.reshape(-1)],
    }


def _accept_parameters(data: dict[str, Any]) -> bool | str:
    if data.get("computed_once"):
        return "computed-once"
    if data["count"] == 0:
        return "no-parameter"
    if data["count"] != len(STARTS):
        return "wrong-count"
    return True if any(data["moves"]) else "gradient-cut"


def _accept_slopes(data: dict[str, Any]) -> bool | str:
    def like(wanted: list[float]) -> bool:
        moves = data["moves"]
        return len(moves) == len(wanted) and all(
            math.isclose(g, w, rel_tol=1e-2) for g, w in zip(moves, wanted, strict=True)
        )

    if like([-math.expm1(-y) for y in STARTS]):
        return True
    if like([1.0] * len(STARTS)):
        return "direct"
    return "exponential" if like(list(STARTS)) else "not-softplus"


def _pushed(module: nn.Module) -> list[float]:
    """The scales after twenty SGD steps that make their sum small.

    The steps are written out, because the first use of torch.optim imports for seconds.
    """
    own = copy.deepcopy(module)
    moving = [p for p in own.parameters() if p.requires_grad]
    for _ in range(20):
        slopes = torch.autograd.grad(_scales(own).sum(), moving, allow_unused=True)
        with torch.no_grad():
            for parameter, slope in zip(moving, slopes, strict=True):
                if slope is not None:
                    parameter.sub_(0.7 * slope)
    return [float(v) for v in _scales(own).detach().reshape(-1)]


def _accept_pushed(scales: list[float]) -> bool | str:
    if any(v < 0 for v in scales):
        return "negative-after-training"
    return True if all(v > 0 for v in scales) else "zero-after-training"


POSITIVE = ModelTask(
    id="05-positive",
    lesson="05",
    objective="05-O4",
    name="PositiveScales",
    title="scales that stay positive and start where you say",
    asked="Write the module PositiveScales(starts): forward(x) returns x · scale, elementwise over the last dimension; "
    "the scales are softplus of trainable raw numbers and start at `starts`, be they 0.000001 or 100.",
    arguments={"starts": STARTS},
    behaviours=(
        Behaviour(
            "start",
            "the scales start at `starts`",
            3,
            _begin,
            _accept_begin,
            (
                Cause(
                    "start-wrong",
                    "The scales do not start at the numbers that were given.",
                    "Print softplus(raw) right after __init__ and compare with starts.",
                ),
                Cause(
                    "wrong-shape",
                    "forward(x) must keep x's shape and dtype: four numbers for torch.ones(4), a (2, 4) table for one.",
                    "Multiply x by the whole vector of scales; no .sum(), .mean(), .flatten() or .double().",
                ),
                Cause(
                    "not-times",
                    "For other inputs than ones the result is not x times the scales.",
                    "forward returns x * scale: each column of x times its own scale.",
                ),
                Cause(
                    "start-not-inverted",
                    "You stored the starts themselves as raw numbers, so each scale starts at softplus(start): "
                    "0.74 instead of 0.1.",
                    "Store the inverse: raw = y + log(−expm1(−y)).",
                ),
                Cause(
                    "inverse-breaks",
                    "The inverse breaks at an end of the range: log(exp(y) − 1) is far off for y = 0.000001 "
                    "and overflows for y = 100.",
                    "Use y + log(−expm1(−y)), or this course's inverse(y).",
                ),
            ),
        ),
        Behaviour(
            "parameters",
            "four trainable raw numbers that get a gradient",
            2,
            _gradients,
            _accept_parameters,
            (
                Cause(
                    "no-parameter",
                    "Your module has no parameters, so there is nothing to train.",
                    "Write self.raw = nn.Parameter(…): a plain tensor is invisible to the optimiser.",
                ),
                Cause(
                    "wrong-count",
                    "There must be four trainable numbers in all, one raw number for each start.",
                    "Keep one nn.Parameter with as many elements as starts.",
                ),
                Cause(
                    "computed-once",
                    "The scale is computed once, in __init__: when the optimiser moves raw, the scale stays behind.",
                    "Keep only raw in __init__, and compute scale = F.softplus(self.raw) inside forward.",
                ),
                Cause(
                    "gradient-cut",
                    "The raw numbers get no gradient.",
                    "Compute scale = F.softplus(self.raw) inside forward, without .detach(), .data or torch.no_grad().",
                ),
            ),
        ),
        Behaviour(
            "pushed",
            "after twenty hard steps downwards every scale is still positive",
            2,
            _pushed,
            _accept_pushed,
            (
                Cause(
                    "negative-after-training",
                    "After twenty steps a scale is negative: the optimiser moves the scale itself.",
                    "Nothing limits it: let the optimiser move a raw number, and return softplus of it.",
                ),
                Cause(
                    "zero-after-training",
                    "After twenty steps a scale is exactly 0: it was cut off, and has no slope to come back.",
                    "Replace clamp or relu by softplus of a raw number.",
                ),
            ),
        ),
        Behaviour(
            "slope",
            "scale = softplus(raw)",
            1,
            _gradients,
            _accept_slopes,
            (
                Cause(
                    "not-softplus",
                    "The scales do not move with their raw numbers as softplus does: its slope at scale y is 1 − exp(−y).",
                    "scale = F.softplus(self.raw), with no further function of raw.",
                ),
                Cause(
                    "direct",
                    "Each scale moves one to one with its parameter, as an absolute value does; softplus was asked.",
                    "Train a raw number of any sign and return softplus of it: no corner, no cut.",
                ),
                Cause(
                    "exponential",
                    "The scale is exp(raw): positive too, but softplus was asked. "
                    "At 100 a step of exp is a hundred times larger.",
                    "scale = F.softplus(self.raw), and its own inverse for the start.",
                ),
            ),
        ),
    ),
    hints=(
        "Which number may have any sign? Make that one the nn.Parameter.",
        "The scale is softplus(raw), computed in forward. Which raw gives the scale y?",
        "self.raw = nn.Parameter(y + torch.log(-torch.expm1(-y))) with y = torch.tensor(starts)",
    ),
    solution="""\
class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(y + torch.log(-torch.expm1(-y)))

    def forward(self, x):
        return x * F.softplus(self.raw)

log(exp(y) − 1) is the same on paper, but exp(1e-6) − 1 has lost most of its digits in float32, and exp(100) is infinite.""",
)

TASKS = (RULE, STEP, NETWORK, KIB, KEPT, POSITIVE)
