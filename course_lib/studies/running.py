"""Run one study for several seeds, on any executor, with the same frame every time.

A study is a frozen config and a function `one_seed(config, seed) → Rows`; `study_run` makes its `run` of them. Each seed
draws from its own generators and runs with one torch thread, so neither the machine's load nor the order of the seeds
changes a number.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import torch

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("seed", "condition", "step", "metric", "value")
FEWEST = 2
DIVERGED = "diverged"


class StudyError(ValueError):
    """A study that cannot run as asked; the message says what was passed, what was expected, and what to do."""


class Rows:
    """What one seed measured: one row for each condition, step and metric.

    A value that is not finite is kept as NaN, and a row of the metric "diverged" says so: training that diverged is a
    result, and no mean may hide it.
    """

    def __init__(self) -> None:
        self.kept: list[tuple[str, int, str, float]] = []

    def add(self, condition: str, metric: str, value: float | torch.Tensor, step: int = 0) -> None:
        """Keep one number. `step` counts updates, layers, or whatever the study steps through."""
        number = float(value.detach() if isinstance(value, torch.Tensor) else value)
        if number - number != 0:  # inf or NaN
            number = float("nan")
            if (condition, DIVERGED) not in {(row[0], row[2]) for row in self.kept}:
                self.kept.append((condition, int(step), DIVERGED, 1.0))
        self.kept.append((condition, int(step), metric, number))


def run_seeds(
    one_seed: Callable[[Any, int], Rows],
    config: Any,
    seeds: Iterable[int],
    executor: Executor | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """The tidy frame (seed, condition, step, metric, value) of all seeds, in the order of the seeds.

    executor: any `concurrent.futures.Executor` (`ProcessPoolExecutor()`, a Dask client's `get_executor()`); None runs one
    seed after the other. A seed whose worker was lost runs again in this process. progress: a bar in a terminal.
    Raises StudyError for fewer than two seeds, a seed twice, or one that is no whole number; what `one_seed` raises is
    raised again with the seed's number.
    """
    import pandas as pd

    wanted = checked_seeds(seeds)
    results = dict(_results(one_seed, config, wanted, executor, progress))
    missing = [seed for seed in wanted if seed not in results]
    if missing:
        raise StudyError(f"the seeds {missing} gave no result; run the study again without an executor.")
    rows = [(seed, *row) for seed in wanted for row in results[seed]]
    return pd.DataFrame(rows, columns=list(COLUMNS))


class Run(Protocol):
    """What `study_run` returns."""

    def __call__(
        self,
        config: Any = ...,
        seeds: Iterable[int] = ...,
        executor: Executor | None = None,
        progress: bool = False,
    ) -> pd.DataFrame: ...


def study_run(one_seed: Callable[[Any, int], Rows], default: Any, step: str) -> Run:
    """The function `run(config, seeds, executor, progress)` of a study: `run_seeds` with its `one_seed`.

    default: the config where none is given. step: what the frame's column says, such as "step counts updates".
    """

    def run(
        config: Any = default,
        seeds: Iterable[int] = range(5),
        executor: Executor | None = None,
        progress: bool = False,
    ) -> pd.DataFrame:
        return run_seeds(one_seed, config, seeds, executor, progress)

    run.__doc__ = f"The frame (seed, condition, step, metric, value) of these seeds; {step}."
    return run


def checked_seeds(seeds: Iterable[int]) -> tuple[int, ...]:
    """Two or more different whole numbers from 0, or StudyError."""
    if isinstance(seeds, int | float | str):
        raise StudyError(f"seeds={seeds!r}: give several whole numbers, for example range(5).")
    found = tuple(seeds)
    if not all(isinstance(seed, int) and not isinstance(seed, bool) and seed >= 0 for seed in found):
        raise StudyError(f"seeds={found!r}: each seed is a whole number from 0 on, for example range(5).")
    if len(set(found)) != len(found):
        raise StudyError(f"seeds={found!r}: a seed occurs twice; its run would count twice.")
    if len(found) < FEWEST:
        raise StudyError(
            f"seeds={found!r}: {len(found)} seed{'' if len(found) == 1 else 's'}, expected {FEWEST} or more (better five). "
            "One run says nothing about the next one: without a spread there is no interval."
        )
    return found


def _results(
    one_seed: Callable[[Any, int], Rows],
    config: Any,
    seeds: tuple[int, ...],
    executor: Executor | None,
    progress: bool,
) -> Iterator[tuple[int, list[tuple[str, int, str, float]]]]:
    from tqdm import tqdm

    bar = tqdm(total=len(seeds), unit="seed", disable=None if progress else True)
    with bar:
        if executor is None:
            for seed in seeds:
                yield seed, alone(one_seed, config, seed)
                bar.update()
            return
        futures: dict[int, Future[Any] | None] = {}
        for seed in seeds:
            try:
                futures[seed] = executor.submit(alone, one_seed, config, seed)
            except BrokenExecutor:  # a worker was lost before all were handed out
                futures[seed] = None
        for seed, future in futures.items():
            yield seed, _result(future, one_seed, config, seed)
            bar.update()


def _result(future: Future[Any] | None, one_seed: Callable[[Any, int], Rows], config: Any, seed: int) -> Any:
    try:
        if future is not None:
            return future.result()
    except (BrokenExecutor, CancelledError, OSError, EOFError):
        pass  # the worker is gone, not the study wrong
    return alone(one_seed, config, seed)


def alone(one_seed: Callable[[Any, int], Rows], config: Any, seed: int) -> list[tuple[str, int, str, float]]:
    """One seed with one torch thread. What it raises names the seed."""
    with one_thread():
        try:
            return one_seed(config, seed).kept
        except StudyError:
            raise
        except Exception as error:
            raise RuntimeError(
                f"seed {seed} of {type(config).__name__} stopped: {type(error).__name__}: {error}"
            ) from error


_lock = threading.Lock()
_inside = 0
_before = 0


@contextmanager
def one_thread() -> Iterator[None]:
    """One torch thread inside; the number from before is put back when the last one leaves (an executor may use threads)."""
    global _inside, _before
    with _lock:
        if _inside == 0:
            _before = torch.get_num_threads()
        _inside += 1
        torch.set_num_threads(1)
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0:
                torch.set_num_threads(_before)
