"""Answers that surprise: whatever an answer does, the check ends with a verdict and the notebook is as it was before."""

import math
import os
import random
import signal
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch

from course_lib.checks import TASKS, TaskError, check, judge, run
from course_lib.checks.student import time_limit
from course_lib.checks.student.time_limit import watch

TASK = TASKS["01-softplus"]


def right(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta


def doing(deed):
    """A right answer that does something else first."""

    def softplus(x, beta=1.0):
        deed()
        return right(x, beta)

    return softplus


def verdict_of(answer, task=TASK):
    return judge(task, 0, run(task, answer))


class Rude:
    def __getattr__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError

    __str__ = __repr__

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        raise RuntimeError("no")


class Circle:
    def __call__(self, x, beta=1.0):
        return right(x, beta)

    @property
    def __wrapped__(self):
        return self


class Unlisted(BaseException):
    def __str__(self):
        raise RuntimeError


def recurse(x, beta=1.0):
    return recurse(x, beta)


def generate(x, beta=1.0):
    yield x


def raise_it(error):
    raise error


# ---------------------------------------------------------------- a verdict, always

RETURNED = {
    "object": lambda x, beta=1.0: Rude(),
    "Liar": lambda x, beta=1.0: right(x, beta).as_subclass(Liar),
    "meta tensor": lambda x, beta=1.0: x.to("meta"),
    "sparse tensor": lambda x, beta=1.0: right(x, beta).to_sparse(),
    "complex64 tensor": lambda x, beta=1.0: right(x, beta) + 0j,
    "nested tensor": lambda x, beta=1.0: torch.nested.nested_tensor([x]),
    "generator": generate,
    "tuple": lambda x, beta=1.0: (right(x, beta),),
}


@pytest.mark.parametrize("kind", RETURNED)
def test_what_is_no_ordinary_tensor_is_named(kind):
    cause = verdict_of(RETURNED[kind]).causes[0]
    assert cause.id == "returned-other" and ("Rude" if kind == "object" else kind) in cause.why


@pytest.mark.parametrize(
    "error",
    [RecursionError("deep"), SystemExit(0), GeneratorExit(), Unlisted()],
    ids=lambda e: type(e).__name__,
)
def test_every_exception_is_a_finding(error):
    cause = verdict_of(doing(lambda: raise_it(error))).causes[0]
    assert cause.id == "raises" and type(error).__name__ in cause.why


def test_endless_recursion_is_a_finding():
    assert "RecursionError" in verdict_of(recurse).causes[0].why


def test_leaving_by_os_exit_is_a_finding_and_not_the_end_of_the_kernel():
    real = os._exit
    cause = verdict_of(doing(lambda: os._exit(3))).causes[0]
    assert cause.id == "raises" and "SystemExit" in cause.why and os._exit is real


@pytest.mark.parametrize(
    ("task", "answer", "cause"),
    [
        ("01-softplus", Rude(), "not-a-function"),
        ("01-beta", Rude(), "not-a-number"),
        ("01-beta", 10**5000, "not-a-number"),
        ("01-curve", Rude(), "not-an-option"),
        ("01-statements", {"clips": Rude()}, "not-an-option"),
        ("01-statements", {"clips": np.array([1, 2])}, "not-an-option"),
    ],
    ids=lambda given: given if isinstance(given, str) else type(given).__name__,
)
def test_objects_that_cannot_be_printed_or_compared_are_named(task, answer, cause):
    assert verdict_of(answer, TASKS[task]).causes[0].id == cause


def test_a_decorator_chain_that_is_a_circle_does_not_stop_the_check():
    assert verdict_of(Circle()).passed


def test_a_huge_result_is_looked_at_in_part():
    cause = verdict_of(lambda x, beta=1.0: (x.sum() * torch.ones(())).expand(10**9, 1000)).causes
    assert "shape-lost" in [found.id for found in cause]


def test_an_input_whose_dtype_is_changed_is_seen():
    def softplus(x, beta=1.0):
        y = right(x, beta)
        x.data = x.data.to(torch.float64 if x.dtype != torch.float64 else torch.float32)
        return y

    assert verdict_of(softplus).causes[0].id == "input-changed"


def test_what_was_not_reached_in_time_earns_nothing():
    calls = []

    def softplus(x, beta=1.0):
        calls.append(1)
        while len(calls) > 3:
            time.sleep(0.01)
        return right(x, beta)

    quick = type(TASK)(
        **{**{f: getattr(TASK, f) for f in TASK.__dataclass_fields__ if f != "kind"}, "seconds": 0.3}
    )
    verdict = verdict_of(softplus, quick)
    assert verdict.causes[0].id == "too-slow" and verdict.points == 0
    assert "passed" not in {line.state for line in verdict.lines}


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signal on this platform")
def test_a_slow_clean_up_leaves_no_timer_behind(monkeypatch):
    """The timer rings again and again: also between the end of the answer and the moment when it is switched off."""
    real = time_limit._stop_timer

    def slow(before):
        end = time.monotonic() + 3 * time_limit.RETRY_SECONDS
        while time.monotonic() < end:
            pass
        real(before)

    def endless():
        while True:
            pass

    monkeypatch.setattr(time_limit, "_stop_timer", slow)
    before = signal.getsignal(signal.SIGALRM)
    try:
        assert watch(endless, 0.05).outcome == "stopped"
        assert (
            signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0) and signal.getsignal(signal.SIGALRM) == before
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# ---------------------------------------------------------------- the notebook as it was


def settings_now():
    return {
        "dtype": torch.get_default_dtype(),
        "device": str(torch.get_default_device()),
        "grad": torch.is_grad_enabled(),
        "inference": torch.is_inference_mode_enabled(),
        "printing": repr(torch._tensor_str.PRINT_OPTS),
        "threads": torch.get_num_threads(),
        "subnormals": (torch.tensor([1e-40], device="cpu") * 1).item() != 0,
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "anomaly": torch.is_anomaly_enabled(),
        "seed": torch.get_rng_state().tolist(),
        "python seed": random.getstate(),
        "numpy seed": np.random.get_state()[1].tolist(),  # noqa: NPY002
        "numpy errors": np.geterr(),
        "numpy printing": str(np.get_printoptions()),
        "warnings": list(warnings.filters),
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "recursion": sys.getrecursionlimit(),
        "functions": [torch.exp, math.exp, torch.nn.functional.relu, torch.Tensor.__add__, os._exit],
        "streams": [sys.stdout, sys.stderr],
    }


DEEDS = {
    "seeds": lambda: (torch.manual_seed(1), random.seed(1), np.random.seed(1)),  # noqa: NPY002
    "dtype": lambda: torch.set_default_dtype(torch.float64),
    "device": lambda: torch.set_default_device("meta"),
    "grad": lambda: torch.set_grad_enabled(False),
    "printing": lambda: (torch.set_printoptions(precision=2), np.set_printoptions(precision=2)),
    "threads": lambda: torch.set_num_threads(torch.get_num_threads() + 1),
    "subnormals": lambda: torch.set_flush_denormal(True),
    "anomaly": lambda: torch.autograd.set_detect_anomaly(True),
    "numpy errors": lambda: np.seterr(all="raise"),
    "warnings": lambda: warnings.simplefilter("error"),
    "folder": lambda: os.chdir(Path.cwd().parent),
    "environment": lambda: os.environ.update(SOFTPLUS_ANSWER="1"),
    "recursion": lambda: sys.setrecursionlimit(5000),
    "functions": lambda: [
        setattr(place, name, abs)
        for place, name in (
            (torch, "exp"),
            (math, "exp"),
            (torch.nn.functional, "relu"),
            (torch.Tensor, "__add__"),
        )
    ],
    "streams": lambda: setattr(sys, "stdout", sys.__stdout__),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_notebook_is_as_it_was(deed):
    before, done = settings_now(), []
    answer = doing(lambda: (done.append(1), DEEDS[deed]()))
    verdict = verdict_of(answer)
    after = settings_now()
    assert done and verdict.out_of == 10
    assert {name for name in before if before[name] != after[name]} == set()


def test_the_deeds_are_seen_by_the_comparison():
    before = settings_now()
    torch.set_printoptions(precision=2)
    try:
        assert settings_now()["printing"] != before["printing"]
    finally:
        torch.set_printoptions(profile="default")


def test_a_function_of_torch_that_the_notebook_had_replaced_before_stays_replaced(monkeypatch):
    mine = lambda x: x  # noqa: E731
    monkeypatch.setattr(torch, "sinh", mine)
    assert verdict_of(doing(lambda: setattr(torch, "sinh", abs))).passed and torch.sinh is mine


# ---------------------------------------------------------------- calls that are not quite right


def test_a_check_without_an_answer_shows_the_call():
    with pytest.raises(TaskError, match=r'check\("01-softplus", globals\(\)\).*`softplus`'):
        check("01-softplus")


@pytest.mark.parametrize("task_id", [{}, 1, None, right], ids=lambda value: type(value).__name__)
def test_an_id_that_is_no_text_is_refused(task_id):
    with pytest.raises(TaskError, match=r"quotation marks and first.*was given"):
        check(task_id, right)


def test_a_journal_that_cannot_be_written_costs_a_line_and_not_the_verdict(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("I am no folder", encoding="utf-8")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "file"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert check("01-softplus", right).passed
    assert "Not written to your journal" in capsys.readouterr().out


# ---------------------------------------------------------------- one cause, told once


def ids(answer):
    return [found.id for found in verdict_of(answer).causes]


def test_tails_that_follow_from_a_wrong_formula_are_not_found_again():
    log10 = lambda x, beta=1.0: right(x, beta) / math.log(10)  # noqa: E731
    assert ids(log10) == ["wrong-base"]

    def without_abs(x, beta=1.0):
        z = beta * x
        return (torch.maximum(z, torch.zeros_like(z)) + torch.log1p(torch.exp(-z))) / beta

    assert ids(without_abs) == ["wrong-value"]


def test_faults_that_a_wrong_formula_does_not_explain_are_still_told():
    naive_log10 = lambda x, beta=1.0: torch.log10(1 + torch.exp(beta * x)) / beta  # noqa: E731
    found = ids(naive_log10)
    assert (
        found[0] == "wrong-base" and {"overflow", "silent-zero"} <= set(found) and "inaccurate" not in found
    )
    naive_double = lambda x, beta=1.0: torch.log1p(torch.exp(2 * beta * x)) / beta  # noqa: E731
    assert ids(naive_double) == ["wrong-value", "overflow"]
