"""Is `course_lib.timing.compare` to be trusted? A against A, and a slowdown whose size is known.

    python benchmarks/timing_quality.py                          200 comparisons of each kind, 0.5 s each
    python benchmarks/timing_quality.py --load 4                 the same while four other processes compute
    python benchmarks/timing_quality.py --comparisons 40 --budget 1

A against A: one function (np.logaddexp on 10,000 numbers) against itself. Planted: 105 calls of a function on one block
that stays in the cache against 100 calls, so that the true ratio is 1.05. Printed: how often each verdict was given, and how
often the interval covers the truth.
"""

import argparse
import collections
import multiprocessing
import time

import numpy as np
import torch

from course_lib.terminal import accept_every_character
from course_lib.timing import compare


def block(calls, x):
    for _ in range(calls):
        np.logaddexp(x, 0.0)
    return calls


def kinds():
    """name → (B, A, true ratio)."""
    large, small = (np.random.default_rng(0).normal(size=size).astype(np.float32) for size in (10_000, 500))
    same = lambda: np.logaddexp(large, 0.0)  # noqa: E731
    return {
        "A against A": (same, same, 1.0),
        "planted 1.05": (lambda: bool(block(105, small)), lambda: bool(block(100, small)), 1.05),
    }


def busy():
    """Compute until killed."""
    x = np.random.default_rng(0).normal(size=300_000)
    while True:
        np.logaddexp(x, 0.0)


def judge(name, function, against, truth, comparisons, budget, margin):
    verdicts, covered, widths = collections.Counter(), 0, []
    began = time.perf_counter()
    for seed in range(comparisons):
        found = compare(function, against, "B", "A", budget=budget, margin=margin, seed=seed)
        low, high = found.interval
        verdicts[found.verdict] += 1
        covered += low <= truth <= high
        widths.append(high - low)
    words = ", ".join(f"{verdict} {count / comparisons:.1%}" for verdict, count in verdicts.most_common())
    print(
        f"{name:13s} {comparisons} comparisons of {budget:g} s at most: {words}; the interval covers {truth:g} in "
        f"{covered / comparisons:.1%}; its median width is {np.median(widths):.3f} "
        f"({time.perf_counter() - began:.0f} s)",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--comparisons", type=int, default=200)
    parser.add_argument("--budget", type=float, default=0.5, help="seconds for each comparison")
    parser.add_argument("--margin", type=float, default=0.01, help="the share that counts as no difference")
    parser.add_argument("--load", type=int, default=0, help="other processes that compute meanwhile")
    options = parser.parse_args()
    torch.set_num_threads(1)
    others = [
        multiprocessing.get_context("spawn").Process(target=busy, daemon=True) for _ in range(options.load)
    ]
    for other in others:
        other.start()
    time.sleep(2.0 if others else 0.0)
    print(f"{options.load} other processes, margin {options.margin:g}")
    for name, (function, against, truth) in kinds().items():
        judge(name, function, against, truth, options.comparisons, options.budget, options.margin)
    for other in others:
        other.terminate()


if __name__ == "__main__":
    accept_every_character()
    main()
