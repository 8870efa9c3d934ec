"""The commands that make the room's stored data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from course_lib.accuracy.stored import DATA, measured_here
from course_lib.records import save

FILES = {
    "sweep": "sweep_float32.json",
    "table": "worst_ulp.json",
    "million": "million_float64.json",
    "profile": "ulp_profile.json",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="python -m course_lib.accuracy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sweep = commands.add_parser("sweep", help="all 2^32 float32 inputs; resumable; about an hour on one core")
    sweep.add_argument("--fused", action="store_true", help="the compiled form alone; some ten minutes")
    commands.add_parser("table", help="worst cases by form, type, β and region; a few minutes")
    commands.add_parser("profile", help="the error against x, in narrow bins; a minute")
    million = commands.add_parser(
        "million", help="a million float64 inputs and every cut-off's neighbours, by mpmath"
    )
    million.add_argument("--points", type=int, default=1_000_000)
    for command in commands.choices.values():
        command.add_argument("--file", type=Path, help="where to write (a sweep: and what to go on from)")
    options = parser.parse_args(arguments)
    fused = "_fused" if options.command == "sweep" and options.fused else ""
    path = options.file or DATA / FILES[options.command].replace(".json", f"{fused}.json")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        {"sweep": _sweep, "table": _table, "million": _million, "profile": _profile}[options.command](
            path, options
        )
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    print(f"wrote {path.name}")
    return 0


def _sweep(path: Path, options: argparse.Namespace) -> None:
    from course_lib.accuracy.sweep import COLUMNS, FUSED_COLUMNS, sweep

    if options.fused:
        _load_fused()
    sweep(path, FUSED_COLUMNS if options.fused else COLUMNS)


def _table(path: Path, options: argparse.Namespace) -> None:
    from course_lib.accuracy.error_table import measure_table

    _load_fused()
    save(measured_here(measure_table(progress=print), "python -m course_lib.accuracy table"), path)


def _million(path: Path, options: argparse.Namespace) -> None:
    from course_lib.accuracy.million import measure_million

    points = "" if options.points == 1_000_000 else f" --points {options.points}"
    frame = measure_million(options.points)
    save(measured_here(frame, f"python -m course_lib.accuracy million{points}"), path)


def _profile(path: Path, options: argparse.Namespace) -> None:
    from course_lib.accuracy.error_profile import measure_profile

    save(measured_here(measure_profile(), "python -m course_lib.accuracy profile"), path)


def _load_fused() -> None:
    """Put the compiled form into the catalogue, or say why it is not to be had here."""
    from course_lib.activations.kernels import load_kernels

    if reason := load_kernels()["fused"]:
        raise ValueError(f"fused is not available here: {reason}")
