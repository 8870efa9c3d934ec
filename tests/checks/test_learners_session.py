"""What a learner's session has set decides no verdict, and is as it was after the check."""

import os
import subprocess
import sys
import warnings
from contextlib import ExitStack, contextmanager

import numpy as np
import pytest
import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from course_lib.checks import TASKS, check, judge, run
from course_lib.checks.panel import as_text


class Calling(TorchFunctionMode):
    """Every function of torch gives zeros."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        found = function(*args, **(kwargs or {}))
        return found * 0 if isinstance(found, torch.Tensor) and found.is_floating_point() else found


class Dispatching(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        raise RuntimeError("every operation fails")


@contextmanager
def having(do, undo):
    do()
    try:
        yield
    finally:
        undo()


THREADS, DEPTH = torch.get_num_threads(), sys.getrecursionlimit()


def device_and_context():
    stack = ExitStack()
    stack.enter_context(
        having(lambda: torch.set_default_device("cpu"), lambda: torch.set_default_device(None))
    )
    stack.enter_context(torch.device("meta"))
    return stack


@contextmanager
def warnings_as_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


PLACES = {
    "no_grad": torch.no_grad,
    "inference_mode": torch.inference_mode,
    "autocast": lambda: torch.autocast("cpu"),
    "anomaly mode": lambda: torch.autograd.set_detect_anomaly(True),
    "with a device": lambda: torch.device("meta"),
    "with a device within another": device_and_context,
    "functions": Calling,
    "operations": Dispatching,
    "warnings": warnings_as_errors,
    "NumPy's errors": lambda: np.errstate(all="raise"),
    "NumPy's printing": lambda: np.printoptions(precision=1),
    "default device": lambda: having(
        lambda: torch.set_default_device("meta"), lambda: torch.set_default_device(None)
    ),
    "default dtype": lambda: having(
        lambda: torch.set_default_dtype(torch.float64), lambda: torch.set_default_dtype(torch.float32)
    ),
    "deterministic": lambda: having(
        lambda: torch.use_deterministic_algorithms(True), lambda: torch.use_deterministic_algorithms(False)
    ),
    "subnormals": lambda: having(
        lambda: torch.set_flush_denormal(True), lambda: torch.set_flush_denormal(False)
    ),
    "products": lambda: having(
        lambda: torch.set_float32_matmul_precision("medium"),
        lambda: torch.set_float32_matmul_precision("highest"),
    ),
    "printing": lambda: having(
        lambda: torch.set_printoptions(precision=1, sci_mode=True),
        lambda: torch.set_printoptions(profile="default"),
    ),
    "threads": lambda: having(lambda: torch.set_num_threads(3), lambda: torch.set_num_threads(THREADS)),
    "recursion": lambda: having(
        lambda: sys.setrecursionlimit(400),
        lambda: sys.setrecursionlimit(DEPTH),
    ),
}


def session():
    return {
        "device": torch.get_default_device(),
        "functions": torch.overrides._get_current_function_mode_stack(),
        "operations": torch.utils._python_dispatch._get_current_dispatch_mode_stack(),
        "dtype": torch.get_default_dtype(),
        "grad": torch.is_grad_enabled(),
        "inference": torch.is_inference_mode_enabled(),
        "autocast": torch.is_autocast_enabled("cpu"),
        "anomaly": torch.is_anomaly_enabled(),
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "products": torch.get_float32_matmul_precision(),
        "threads": torch.get_num_threads(),
        "printing": repr(torch._tensor_str.PRINT_OPTS),
        "NumPy": (np.geterr(), np.get_printoptions()),
        "warnings": list(warnings.filters),
        "recursion": sys.getrecursionlimit(),
    }


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta


class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(4, 3), nn.Linear(3, 1)

    def forward(self, x):
        return nn.functional.softplus(self.second(nn.functional.softplus(self.first(x))))


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(y + torch.log(-torch.expm1(-y)))

    def forward(self, x):
        return x * nn.functional.softplus(self.raw)


RIGHT = {
    "01-softplus": softplus,
    "05-network": RateNet,
    "05-positive": PositiveScales,
    "05-kib": np.array([1024.0]),
}


@pytest.mark.parametrize("place", PLACES)
def test_where_the_check_is_called_does_not_change_the_verdict(place):
    with PLACES[place]():
        before = session()
        verdicts = {id: judge(TASKS[id], 0, run(TASKS[id], answer)) for id, answer in RIGHT.items()}
        after = session()
        wrong = judge(TASKS["01-softplus"], 0, run(TASKS["01-softplus"], torch.relu))
    assert [as_text(verdict) for verdict in verdicts.values() if not verdict.passed] == []
    assert (
        wrong.causes[0].id
        == judge(TASKS["01-softplus"], 0, run(TASKS["01-softplus"], torch.relu)).causes[0].id
    )
    assert {name for name in before if before[name] != after[name]} == set()


def test_subnormals_stay_flushed_for_a_learner_who_flushes_them():
    flushed = lambda: (torch.tensor([1e-40]) * 1).item() == 0  # noqa: E731
    with PLACES["subnormals"]():
        before = flushed()
        run(TASKS["01-softplus"], softplus)
        assert flushed() == before
    assert not flushed()


def test_the_panel_is_shown_in_any_session(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "journal"))
    monkeypatch.chdir(tmp_path)
    with Dispatching(), Calling(), torch.device("meta"), np.errstate(all="raise"), warnings_as_errors():
        assert check("01-softplus", softplus).passed
    assert "✓ passed" in capsys.readouterr().out


SECOND_DERIVATIVE = """
import sys, torch
from course_lib.checks import TASKS, judge, run
import dataclasses

def smooth(z):
    return torch.where(z > 0, z, torch.zeros_like(z)) + torch.log1p(torch.exp(-z.abs()))

class Watch:
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in ("torch", "sympy"):
            late.append(name)

late = []
from course_lib.checks.student import answering
real = answering.warm_up
def warm_up():
    real()
    sys.meta_path.insert(0, Watch())
answering.warm_up = warm_up
assert "torch._dynamo" not in sys.modules
task = dataclasses.replace(TASKS["02-corner"], seconds=60.0)
verdict = judge(task, 0, run(task, torch.relu))
print(verdict.causes[0].id, len(late))
"""


def test_torchs_first_second_derivative_is_prepared_before_the_clock_starts():
    """In a process of its own: torch imports its compiler once, and here another test may have done it."""
    done = subprocess.run(
        [sys.executable, "-c", SECOND_DERIVATIVE],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=dict(os.environ),
    )
    assert done.returncode == 0, done.stderr
    cause, late = done.stdout.split()[-2:]
    assert cause != "too-slow" and int(late) == 0
