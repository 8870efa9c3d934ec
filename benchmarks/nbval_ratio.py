"""How much faster nbval on two workers checks all notebooks than nbclient runs them one after the other.

    python benchmarks/nbval_ratio.py [--repeats 3]

Each repeat times both in alternating order, so that a machine that slows down hurts both; the ratio is the median of
the repeats' ratios. nbval also compares outputs, nbclient only runs. Both start every kernel cold. Goal: ≤ 0.6.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.6
# One process, as `for path in …: NotebookClient(…).execute()`; its graceful shut-down is cut, or nbclient would look worse.
NBCLIENT = """
import sys
from pathlib import Path
import nbformat
from nbclient import NotebookClient
for path in map(Path, sys.argv[1:]):
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(nbformat.read(path, as_version=4), timeout=120, resources=resources, kernel_name="python3",
                   shutdown_kernel="immediate").execute()
"""


def notebooks():
    found = [
        path for folder in ("notebooks", "solutions") for path in sorted((ROOT / folder).rglob("*.ipynb"))
    ]
    return [path for path in found if ".ipynb_checkpoints" not in path.parts]


def seconds(*command):
    """Wall time of a command in the course's root, with an empty journal. Stops where the command fails."""
    with tempfile.TemporaryDirectory() as journal:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "COURSE_DATA": journal},
            capture_output=True,
            text=True,
        )
        spent = time.perf_counter() - start
    if done.returncode:
        sys.exit(
            f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}\nnbval_ratio.py: {command[:4]} failed; mend it before timing it"
        )
    return spent


def by_nbval(paths):
    options = ["-q", "--nbval", "--nbval-sanitize-with=nbval_sanitize.cfg", "-n", "2", "--dist", "loadfile"]
    return seconds("-m", "pytest", *options, *map(str, paths))


def by_nbclient(paths):
    return seconds("-c", NBCLIENT, *map(str, paths))


def main(argv):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=3)
    repeats = parser.parse_args(argv).repeats
    if repeats < 1:
        parser.error(f"--repeats {repeats}; expected 1 or more")
    paths, ratios = notebooks(), []
    by_nbval(paths), by_nbclient(paths)  # once unmeasured: files into the cache of the disk
    for number in range(repeats):
        order = [("nbval", by_nbval), ("nbclient", by_nbclient)]
        spent = {name: run(paths) for name, run in (order if number % 2 == 0 else order[::-1])}
        ratios.append(spent["nbval"] / spent["nbclient"])
        print(
            f"nbval -n 2 {spent['nbval']:.1f} s, nbclient {spent['nbclient']:.1f} s, ratio {ratios[-1]:.2f}"
        )
    print(
        f"{len(paths)} notebooks, {os.cpu_count()} cores: median ratio {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}), goal ≤ {GOAL}"
    )


if __name__ == "__main__":
    accept_every_character()
    main(sys.argv[1:])
