"""Every kind of task, by small specs of our own: what is right, what is wrong and why, what is not attempted."""

import math
from dataclasses import replace

import pytest
import torch

from course_lib.checks import TASKS, TaskError, judge, run
from course_lib.checks.panel import as_text
from course_lib.tasks import (
    Answer,
    Behaviour,
    Cause,
    ChoiceTask,
    Exact,
    FunctionTask,
    MeasurementTask,
    ModelTask,
    NumberTask,
    Probe,
    Question,
    TextTask,
)
from course_lib.tasks.catalogue import find_task

COMMON = {
    "lesson": "99",
    "objective": "99-O1",
    "title": "a task",
    "asked": "Do it.",
    "hints": ("a", "b", "c"),
    "solution": "so",
}


def verdict_of(task, answer):
    return judge(task, 0, run(task, answer))


# ---------------------------------------------------------------- not attempted


def empty(x, beta=1.0):
    """Only a docstring."""


def dots(x, beta=1.0): ...


def passing(x, beta=1.0):
    pass


def not_implemented(x, beta=1.0):
    raise NotImplementedError("your code here")


def blank(x, beta=1.0):
    distance = (
        ...  # your answer here
    )
    return torch.exp(-distance) / beta


@pytest.mark.parametrize("stub", [None, ..., empty, dots, passing, not_implemented, blank])
def test_untouched_stubs_are_not_attempted(stub):
    verdict = verdict_of(TASKS["01-softplus"], stub)
    assert verdict.state == "not attempted" and not verdict.causes and verdict.points == 0


def test_a_function_that_forgets_its_return_is_an_attempt():
    def softplus(x, beta=1.0):
        torch.logaddexp(beta * x, torch.zeros_like(x))

    assert verdict_of(TASKS["01-softplus"], softplus).causes[0].id == "returned-none"


def test_half_filled_statements_are_an_attempt_and_empty_ones_are_not():
    task = TASKS["01-statements"]
    assert verdict_of(task, dict.fromkeys(task.statements, ...)).state == "not attempted"
    half = verdict_of(task, {**dict.fromkeys(task.statements, ...), "clips": "false"})
    assert half.state == "failed" and half.points == 1


# ---------------------------------------------------------------- models

TOO_MANY = Cause("too-many", "It has a bias that was not asked for.", "Pass bias=False to the linear layer.")
NEGATIVE = Cause("negative", "Some outputs are negative.", "End with softplus, whose values are positive.")
MODEL = ModelTask(
    id="99-model",
    name="Positive",
    arguments={"width": 3},
    seconds=1.0,
    **COMMON,
    behaviours=(
        Behaviour(
            "parameters",
            "parameters",
            2,
            (Question("parameters", ("parameters",)),),
            lambda reply: [p.shape for p in reply.parameters] == [(1, 3)] or "too-many",
            (TOO_MANY,),
        ),
        Behaviour(
            "positive",
            "positive output",
            3,
            (Question("rows", x=(-100.0,) * 15, shape=(5, 3)),),
            lambda reply: min(reply.values) >= 0,
            (NEGATIVE,),
        ),
    ),
)


class Positive(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear = torch.nn.Linear(width, 1, bias=False)

    def forward(self, x):
        return torch.nn.functional.softplus(self.linear(x))


class WithBias(Positive):
    def __init__(self, width):
        super().__init__(width)
        self.linear = torch.nn.Linear(width, 1)


class Linear(Positive):
    def forward(self, x):
        return -self.linear(x).abs()


class NoReturn(Positive):
    def forward(self, x):
        self.linear(x)


class NoForward(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear = torch.nn.Linear(width, 1, bias=False)

    def foward(self, x):
        return torch.nn.functional.softplus(self.linear(x))


class Pair(Positive):
    def forward(self, x):
        return super().forward(x), x


class InPlace(Positive):
    def forward(self, x):
        return torch.nn.functional.softplus(self.linear(x.mul_(0.5)))


class Untouched(torch.nn.Module):
    """A stub without a method of its own."""

    ...


class Stub(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        ...

    def forward(self, x): ...


class Endless(Positive):
    def forward(self, x):
        while True:
            pass


class NoSuper(torch.nn.Module):
    def __init__(self, width):
        self.linear = torch.nn.Linear(width, 1)


def test_a_right_module_passes():
    assert verdict_of(MODEL, Positive).points == 5
    assert verdict_of(MODEL, lambda width: Positive(width)).passed


@pytest.mark.parametrize(
    "answer, cause, points",
    [
        (WithBias, "too-many", 3),
        (Linear, "negative", 2),
        (NoReturn, "returned-none", 2),
        (NoForward, "no-forward", 0),
        (Pair, "returned-other", 2),
        (InPlace, "input-changed", 2),
        (Endless, "too-slow", 0),
        (NoSuper, "raises", 0),
        (lambda width: torch.nn.functional.softplus, "not-a-module", 0),
        (Positive(3), "not-a-class", 0),
        (3, "not-a-class", 0),
    ],
)
def test_wrong_modules_are_told_why(answer, cause, points):
    verdict = verdict_of(MODEL, answer)
    assert (verdict.causes[0].id, verdict.points) == (cause, points), as_text(verdict)


def test_an_untouched_module_is_not_attempted():
    assert verdict_of(MODEL, Stub).state == "not attempted"
    task = replace(MODEL, arguments={})
    assert verdict_of(task, Untouched).state == "not attempted"


# ---------------------------------------------------------------- measurements

MEASUREMENT = MeasurementTask(
    id="99-ratio",
    name="ratio",
    points=6,
    fewest=20,
    plausible=(0.2, 20.0),
    **COMMON,
    verdicts={
        "FASTER": lambda low, high: high < 0.98,
        "SLOWER": lambda low, high: low > 1.02,
        "SAME": lambda low, high: low >= 0.98 and high <= 1.02,
        "UNCLEAR": lambda low, high: not (high < 0.98 or low > 1.02 or (low >= 0.98 and high <= 1.02)),
    },
)
SAMPLES = [2.0 + 0.01 * (k % 7) for k in range(40)]
WIDE = {"low": 0.01, "high": 30.0, "verdict": "UNCLEAR"}
HONEST = {"samples": SAMPLES, "low": 2.01, "high": 2.05, "verdict": "SLOWER"}


def test_an_honest_measurement_passes():
    assert verdict_of(MEASUREMENT, HONEST).points == 6


@pytest.mark.parametrize(
    "change, cause",
    [
        ({"samples": SAMPLES[:5]}, "few-samples"),
        ({"samples": [2.0] * 40}, "copied-samples"),
        ({"samples": [s * 1000 for s in SAMPLES]}, "implausible"),
        ({"samples": "many"}, "no-samples"),
        ({"low": "?"}, "no-interval"),
        ({"low": 2.05, "high": 2.01}, "empty-interval"),
        ({"low": 2.10, "high": 2.20}, "interval-misses"),
        (WIDE, "interval-too-wide"),
        ({**WIDE, "samples": [*SAMPLES, math.inf]}, "interval-too-wide"),
        ({**WIDE, "samples": [*SAMPLES, math.nan]}, "interval-too-wide"),
        ({**WIDE, "samples": [*SAMPLES, -math.inf]}, "interval-too-wide"),
        ({**WIDE, "samples": [*SAMPLES, 1e12]}, "interval-too-wide"),
        ({"low": -math.inf, "high": math.inf, "verdict": "UNCLEAR"}, "empty-interval"),
        ({"low": math.nan}, "empty-interval"),
        ({"samples": [*SAMPLES, math.inf]}, "not-finite"),
        ({"samples": [*SAMPLES, math.nan]}, "not-finite"),
        ({"samples": [math.nan] * 40}, "interval-misses"),
        ({"verdict": "FASTER"}, "verdict-not-covered"),
        ({"verdict": "perhaps"}, "no-verdict"),
    ],
)
def test_dishonest_measurements_are_told_why(change, cause):
    verdict = verdict_of(MEASUREMENT, {**HONEST, **change})
    assert cause in {found.id for found in verdict.causes} and verdict.points < 6, as_text(verdict)


def test_an_empty_measurement_is_not_attempted_and_a_number_is_refused():
    assert verdict_of(MEASUREMENT, dict.fromkeys(HONEST, ...)).state == "not attempted"
    assert verdict_of(MEASUREMENT, 2.0).causes[0].id == "not-a-dict"


# ---------------------------------------------------------------- texts and numbers


def test_a_text_waits_for_a_person_with_its_scheme():
    task = TextTask(
        id="99-text", name="why", scheme=(("names the reason", 2), ("names a limit", 1)), **COMMON
    )
    verdict = verdict_of(task, "word " * 20)
    assert verdict.state == "by hand" and verdict.points == 0 and verdict.out_of == 3
    assert [line.name for line in verdict.lines] == ["names the reason", "names a limit"]
    assert verdict_of(task, "too short").state == "not attempted"


@pytest.mark.parametrize("answer", [2, 2.0, torch.tensor(2.0), torch.tensor([2.0])])
def test_numbers_of_every_type_count(answer):
    assert verdict_of(NumberTask(id="99-n", name="n", points=1, low=1.9, high=2.1, **COMMON), answer).passed


@pytest.mark.parametrize("answer", [True, "2", [2.0], torch.tensor([1.0, 2.0]), {"n": 2}])
def test_what_is_no_number_is_said(answer):
    verdict = verdict_of(NumberTask(id="99-n", name="n", points=1, low=0.0, high=3.0, **COMMON), answer)
    assert verdict.causes[0].id == "not-a-number"


# ---------------------------------------------------------------- second derivatives, references, further arguments

SQUARE = FunctionTask(
    id="99-cube",
    name="cube",
    points={"value": 1, "gradient": 1, "curvature": 1},
    **COMMON,
    exact=Exact(lambda m, x: x**3, lambda m, x: 3 * x**2, lambda m, x: 6 * x),
    probes=(Probe("some", "value", (-2.0, -0.5, 0.5, 1.0, 3.0), curvature=True),),
)


class CutTwice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad


class ConstantInside(CutTwice):
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 3 * x * x.detach() * grad


@pytest.mark.parametrize(
    "answer, cause",
    [(lambda x: CutTwice.apply(x), "curvature-cut"), (lambda x: ConstantInside.apply(x), "wrong-curvature")],
)
def test_second_derivatives_have_their_own_line(answer, cause):
    verdict = verdict_of(SQUARE, answer)
    assert [line.state for line in verdict.lines] == ["passed", "passed", "failed"]
    assert verdict.causes[0].id == cause
    assert verdict_of(SQUARE, lambda x: x**3).passed


def test_a_reference_serves_where_elements_mix():
    task = FunctionTask(
        id="99-lse",
        name="lse",
        points={"value": 1, "gradient": 1, "shape": 1},
        **COMMON,
        reference=lambda x: torch.logsumexp(x, dim=-1),
        probes=(
            Probe("rows", "value", (0.0, 1.0, 2.0, 3.0, -1.0, 5.0), shape=(2, 3)),
            Probe("cube", "shape", tuple(float(k) for k in range(8)), shape=(2, 2, 2)),
        ),
    )
    assert verdict_of(task, lambda x: x.exp().sum(-1).log()).passed
    assert verdict_of(task, lambda x: torch.logsumexp(x, 0)).causes[0].id == "shape-lost"
    assert verdict_of(task, lambda x: x.max(-1).values).causes[0].id == "wrong-value"


def test_further_tensor_arguments():
    task = FunctionTask(
        id="99-loss",
        name="loss",
        points={"value": 1, "gradient": 1},
        **COMMON,
        exact=Exact(lambda m, x, y: (x - y) ** 2, lambda m, x, y: 2 * (x - y)),
        probes=(Probe("pairs", "value", (0.0, 1.0, 3.0), others={"y": (1.0, 1.0, -1.0)}),),
    )
    assert verdict_of(task, lambda x, y: (x - y) ** 2).passed
    assert not verdict_of(task, lambda x, y: (x + y) ** 2).passed


# ---------------------------------------------------------------- specs that contradict themselves


def test_a_contradictory_spec_is_refused():
    exact = Exact(lambda m, x: x)
    with pytest.raises(TaskError, match="either exact= or reference="):
        FunctionTask(id="99-a", name="f", points={"value": 1}, probes=(), **COMMON)
    with pytest.raises(TaskError, match="serves the line 'shape'"):
        FunctionTask(
            id="99-a", name="f", points={"value": 1}, exact=exact, probes=(Probe("p", "shape"),), **COMMON
        )
    right = Answer("a", "it is so because it is", correct=True)
    with pytest.raises(TaskError, match="exactly one"):
        ChoiceTask(id="99-a", name="c", points=1, options={"a": right, "b": right}, **COMMON)
    with pytest.raises(TaskError, match="either options= or statements="):
        ChoiceTask(id="99-a", name="c", points=1, **COMMON)


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_every_task_is_complete(task):
    assert find_task(task.id) is task and task.out_of > 0 and len(task.hints) == 3
    if isinstance(task, ChoiceTask):
        for table in (task.options, *task.statements.values()):
            assert all(len(option.reason.split()) >= 8 for option in table.values())
    if isinstance(task, FunctionTask) and task.exact is not None:
        assert not ("gradient" in task.points and task.exact.slope is None)
        assert not ("curvature" in task.points and task.exact.curvature is None)


# ---------------------------------------------------------------- the truth itself


@pytest.mark.parametrize(
    "task", [t for t in TASKS.values() if isinstance(t, FunctionTask) and t.exact], ids=lambda t: t.id
)
def test_stated_derivatives_are_those_of_the_stated_value(task):
    """A central difference in 200-bit arithmetic, independent of every formula for a slope."""
    from course_lib.tasks.exact_numbers import EXACT

    step = EXACT.mpf(2) ** -60
    for probe in task.probes:
        if probe.line != "value" or probe.others or probe.expected is not None:
            continue
        for x in [x for x in probe.x if x != 0][:4]:
            at = EXACT.mpf(x)
            value, slope, curvature = task.exact.value, task.exact.slope, task.exact.curvature
            for lower, upper in ((value, slope), (slope, curvature)):
                if lower is None or upper is None or not probe.slope:
                    continue
                quotient = (
                    lower(EXACT, at + step, **probe.settings) - lower(EXACT, at - step, **probe.settings)
                ) / (2 * step)
                if abs(quotient) > 1e9:  # the stated function jumps here: it has no slope to compare with
                    continue
                stated = upper(EXACT, at, **probe.settings)
                assert math.isclose(float(quotient), float(stated), rel_tol=1e-9, abs_tol=1e-12), (
                    task.id,
                    probe.name,
                    x,
                )


@pytest.mark.parametrize("x", [-30.0, -1.5, 0.0, 0.25, 3.0, 40.0])
@pytest.mark.parametrize("beta", [0.5, 1.0, 4.0])
def test_lesson_01_agrees_with_torch_in_float64(x, beta):
    from course_lib.tasks.exact_numbers import EXACT

    theirs = (
        torch.logaddexp(
            torch.tensor(beta * x, dtype=torch.float64), torch.tensor(0.0, dtype=torch.float64)
        ).item()
        / beta
    )
    softplus, gap = TASKS["01-softplus"].exact.value, TASKS["01-gap"].exact.value
    assert math.isclose(float(softplus(EXACT, EXACT.mpf(x), beta)), theirs, rel_tol=1e-14)
    by_difference = softplus(EXACT, EXACT.mpf(x), beta) - max(x, 0)
    assert math.isclose(
        float(gap(EXACT, EXACT.mpf(x), beta)), float(by_difference), rel_tol=1e-12, abs_tol=1e-50
    )


# ---------------------------------------------------------------- warnings


def test_a_warning_is_told_and_costs_nothing():
    import warnings

    def softplus(x, beta=1.0):
        warnings.warn("deprecated step", DeprecationWarning, stacklevel=1)
        return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta

    verdict = verdict_of(TASKS["01-softplus"], softplus)
    assert verdict.passed and "DeprecationWarning: deprecated step" in verdict.notes[0]


def test_a_warning_that_matters_comes_with_its_cause():
    def softplus(x, beta=1.0):
        return torch.logaddexp(beta * torch.tensor(x), torch.zeros_like(x)) / beta

    verdict = verdict_of(TASKS["01-softplus"], softplus)
    assert verdict.causes[0].id == "gradient-cut"
    assert any("copy construct" in note for note in verdict.notes)
