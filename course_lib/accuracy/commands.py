"""The commands that make the room's stored data."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from course_lib.accuracy.error_profile import measure_profile
from course_lib.accuracy.error_table import measure_table
from course_lib.accuracy.million import MILLION, measure_million
from course_lib.accuracy.stored import DATA, measured_here
from course_lib.accuracy.sweep import COLUMNS, FUSED_COLUMNS, sweep
from course_lib.activations.kernels import load_kernels
from course_lib.records import save

COMMANDS = {  # name → (file, help)
    "sweep": ("sweep_float32", "all 2^32 float32 inputs; resumable; about an hour on one core"),
    "table": ("worst_ulp", "worst cases by form, type, β and region; a few minutes"),
    "profile": ("ulp_profile", "the error against x, in narrow bins; half a minute"),
    "million": ("million_float64", "a million float64 inputs and every cut-off's neighbours, by mpmath"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="python -m course_lib.accuracy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (file, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        command.add_argument("--file", type=Path, help=f"where to write, instead of data/{file}.json")
    commands.choices["sweep"].add_argument(
        "--fused", action="store_true", help="the compiled form alone, in its own file"
    )
    commands.choices["million"].add_argument("--points", type=int, default=MILLION)
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    return 0


def _run(options: argparse.Namespace) -> None:
    command, fused = f"python -m course_lib.accuracy {options.command}", getattr(options, "fused", False)
    path = options.file or DATA / f"{COMMANDS[options.command][0]}{'_fused' if fused else ''}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    if (fused or options.command == "table") and (reason := load_kernels()["fused"]):
        raise ValueError(f"fused is not available here: {reason}")
    if options.command == "sweep":
        sweep(path, FUSED_COLUMNS if fused else COLUMNS)
    elif options.command == "million":
        more = "" if options.points == MILLION else f" --points {options.points}"
        save(measured_here(measure_million(options.points), command + more), path)
    else:
        frame = measure_table(progress=print) if options.command == "table" else measure_profile()
        save(measured_here(frame, command), path)
    print(f"wrote {path.name}")
