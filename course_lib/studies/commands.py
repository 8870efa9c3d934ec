"""Run the long version of a study and store what it found.

python -m course_lib.studies list                    the studies, and which are recorded
python -m course_lib.studies record NAME             run it with its seeds; writes course_lib/studies/recorded/NAME.json
python -m course_lib.studies record NAME --again     the same with other seeds, in NAME_again.json
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context

from course_lib.studies.catalogue import STUDIES
from course_lib.studies.stored import path_of, record


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.studies",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="the studies, and which are recorded")
    one = commands.add_parser("record", help="run a study's long version and store its frame")
    one.add_argument("name", help=", ".join(STUDIES))
    one.add_argument("--again", action="store_true", help="with other seeds, in a record of its own")
    one.add_argument("--workers", type=int, default=1, help="processes that share the seeds (default: 1)")
    options = parser.parse_args(arguments)
    if options.command == "list":
        for name, question in STUDIES.items():
            there = ["recorded"] * path_of(name).exists() + ["repeated"] * path_of(name, again=True).exists()
            print(f"{name:16s} {question} ({', '.join(there) or 'not recorded'})")
        return 0
    try:
        if options.workers < 1:
            raise ValueError(f"--workers {options.workers}: give 1 or more.")
        many = options.workers > 1
        # a fresh interpreter for each worker: the same on every system
        pool = ProcessPoolExecutor(options.workers, get_context("spawn")) if many else nullcontext()
        with pool as executor:
            path = record(options.name, options.again, executor, progress=True)
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    print(f"wrote {path.name}")
    return 0
