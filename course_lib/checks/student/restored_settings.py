"""The notebook's own settings: put aside before an answer runs, and restored afterwards, whatever the answer did."""

from __future__ import annotations

import math
import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from course_lib.checks.plain_torch import plain_torch

PutBack = Callable[[], None]

USUAL_DEPTH = 1000
"""Python's own limit of recursion; some of torch needs it."""


@contextmanager
def restored_settings() -> Iterator[None]:
    """Inside: torch and NumPy as they are right after their import. Afterwards: everything as before.

    Covered: what `plain_torch` covers; torch's printing, threads, subnormals, precision of products, deterministic and
    anomaly mode; seeds of torch, NumPy and `random`; NumPy's error mode and printing; working folder, environment,
    recursion limit; functions of torch and math that the answer replaced. Not covered: what the answer wrote to disk.
    """
    with plain_torch():
        steps: list[PutBack] = []
        try:
            for remember in _REMEMBER:
                steps.append(remember())
            yield
        finally:
            for put_back in reversed(steps):
                put_back()


def reset_to_defaults() -> list[str]:
    """Set what every probe relies on; returns what was otherwise, in words."""
    changed = []
    if torch.get_default_device().type != "cpu":
        changed.append("default device")
        torch.set_default_device(None)
    if torch.get_default_dtype() != torch.float32:
        changed.append("default dtype")
        torch.set_default_dtype(torch.float32)
    if not torch.is_grad_enabled():
        changed.append("grad mode")
        torch.set_grad_enabled(True)
    return changed


def _torch_settings() -> PutBack:
    """Of these the answer sees torch's own defaults; the number of threads stays."""
    threads, keeps_subnormals = torch.get_num_threads(), _keeps_subnormals()
    printing = dict(vars(torch._tensor_str.PRINT_OPTS))
    products = torch.get_float32_matmul_precision()
    strict = torch.are_deterministic_algorithms_enabled()
    only_warn = torch.is_deterministic_algorithms_warn_only_enabled()
    anomaly, check_nan = torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled()
    torch.set_printoptions(profile="default")
    torch.set_flush_denormal(False)
    torch.set_float32_matmul_precision("highest")
    torch.use_deterministic_algorithms(False)
    torch.autograd.set_detect_anomaly(False)

    def put_back() -> None:
        torch.set_printoptions(**printing)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        if _keeps_subnormals() != keeps_subnormals:
            torch.set_flush_denormal(not keeps_subnormals)
        torch.set_float32_matmul_precision(products)
        torch.use_deterministic_algorithms(strict, warn_only=only_warn)
        torch.autograd.set_detect_anomaly(anomaly, check_nan)

    return put_back


def _keeps_subnormals() -> bool:
    tiny = torch.tensor([1e-40], dtype=torch.float32, device="cpu")
    return bool((tiny * 1.0 != 0).item())


def _seeds() -> PutBack:
    ours, pythons = torch.get_rng_state(), random.getstate()
    numpys = np.random.get_state()  # noqa: NPY002 (the answer may use the global generator)
    on_gpu = torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else []

    def put_back() -> None:
        torch.set_rng_state(ours)
        np.random.set_state(numpys)  # noqa: NPY002
        random.setstate(pythons)
        if on_gpu:
            torch.cuda.set_rng_state_all(on_gpu)

    return put_back


def _numpy_settings() -> PutBack:
    errors, printing = np.geterr(), np.get_printoptions()
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")

    def put_back() -> None:
        np.seterr(**errors)
        np.set_printoptions(**printing)

    return put_back


def _process() -> PutBack:
    folder, environment, depth = _folder(), dict(os.environ), sys.getrecursionlimit()
    if depth < USUAL_DEPTH:
        sys.setrecursionlimit(USUAL_DEPTH)

    def put_back() -> None:
        if folder and _folder() != folder:
            os.chdir(folder)
        if dict(os.environ) != environment:
            os.environ.clear()
            os.environ.update(environment)
        sys.setrecursionlimit(depth)

    return put_back


def _folder() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # the folder was deleted while the notebook ran
        return ""


def _functions() -> PutBack:
    """Replaced functions (`torch.exp = …`) are put back; names that torch itself adds meanwhile stay."""
    places: tuple[Any, ...] = (torch, torch.nn.functional, math, torch.Tensor)
    before = [dict(vars(place)) for place in places]

    def put_back() -> None:
        for place, known in zip(places, before, strict=True):
            for name, now in dict(vars(place)).items():
                if name in known and now is not known[name] and callable(known[name]):
                    setattr(place, name, known[name])
                elif name not in known and place is torch.Tensor and _is_the_learners(now):
                    delattr(place, name)

    return put_back


def _is_the_learners(thing: Any) -> bool:
    return callable(thing) and not str(getattr(thing, "__module__", None) or "torch").startswith("torch")


def _way_out() -> PutBack:
    """`os._exit` would end the kernel without a word: here it raises SystemExit, as `sys.exit` does."""
    real, owner = os._exit, os.getpid()

    def leave(status: int) -> None:
        if os.getpid() != owner:  # a forked child ends by it, and must
            real(status)
        raise SystemExit(status)

    os._exit = leave  # type: ignore[assignment]
    return lambda: setattr(os, "_exit", real)


_REMEMBER = (_torch_settings, _seeds, _numpy_settings, _process, _functions, _way_out)
