"""How long one `check` takes, warm, on the CPU: ``python benchmarks/check_speed.py [--repeats 5]``.

Every answer in tests/zoo (right and wrong) except the endless ones is checked, with panel and journal, each once to warm
up and then `repeats` times. Goal: median at most 0.3 s, 95 of 100 within 1 s.
"""

import argparse
import contextlib
import io
import os
import runpy
import statistics
import tempfile
import time
from pathlib import Path

from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parent.parent


def seconds_of(work):
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        work()
    return time.perf_counter() - started


def measure(repeats):
    """task id → seconds of each warm check."""
    from course_lib.checks import check

    times = {}
    for path in sorted((ROOT / "tests" / "zoo").glob("*/*/*.py")):
        if "loop" in path.stem:
            continue
        space, task = runpy.run_path(str(path)), path.parent.name
        seconds_of(lambda task=task, space=space: check(task, space))
        times.setdefault(task, [])
        times[task] += [seconds_of(lambda task=task, space=space: check(task, space)) for _ in range(repeats)]
    return times


def percentile(sample, share):
    return sorted(sample)[min(len(sample) - 1, int(share * len(sample)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COURSE_DATA"] = folder
        times = measure(repeats)
    for task, sample in times.items():
        print(f"{task:20s} median {statistics.median(sample):.3f} s   p95 {percentile(sample, 0.95):.3f} s")
    everything = [second for sample in times.values() for second in sample]
    print(
        f"{'all':20s} median {statistics.median(everything):.3f} s   p95 {percentile(everything, 0.95):.3f} s   "
        f"({len(everything)} checks)"
    )


if __name__ == "__main__":
    accept_every_character()
    main()
