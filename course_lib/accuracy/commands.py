"""The commands that make the room's stored data."""

import argparse
import json
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def main(arguments=None):
    """Run one command; 0 on success, 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="python -m course_lib.accuracy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sweep = commands.add_parser("sweep", help="all 2^32 float32 inputs; resumable; about an hour on one core")
    sweep.add_argument("--state", type=Path, help="the file to go on from")
    sweep.add_argument("--fused", action="store_true", help="the compiled form alone; some ten minutes")
    make = commands.add_parser("table", help="worst_ulp.csv and ulp_profile.csv; a few minutes")
    make.add_argument("--folder", type=Path, default=DATA, help="where to write them")
    million = commands.add_parser(
        "million", help="a million float64 inputs and every cut's neighbours, by mpmath"
    )
    million.add_argument("--file", type=Path, default=DATA / "million_float64.json", help="where to write")
    million.add_argument("--points", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    try:
        return {"sweep": _sweep, "table": _table, "million": _million}[options.command](options)
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2


def _sweep(options):
    from course_lib.accuracy.sweep import COLUMNS, FUSED_COLUMNS, sweep

    if options.fused:
        _load("fused")
    path = options.state or DATA / ("sweep_float32_fused.json" if options.fused else "sweep_float32.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path, FUSED_COLUMNS if options.fused else COLUMNS)
    print(f"every float32 input is in {path.name}")
    return 0


def _load(name):
    """Put a kernel into the registry, or say why it is not to be had here."""
    from course_lib.activations.kernels import load_kernels

    reason = load_kernels()[name]
    if reason:
        raise ValueError(f"{name} is not available here: {reason}")


def _table(options):
    from course_lib.accuracy.sweep import machine
    from course_lib.accuracy.error_table import measure_profile, measure_table

    _load("fused")
    options.folder.mkdir(parents=True, exist_ok=True)
    frames = {"worst_ulp.csv": measure_table(progress=print), "ulp_profile.csv": measure_profile()}
    for name, frame in frames.items():
        frame.to_csv(options.folder / name, index=False, float_format="%.9g", lineterminator="\n")
    (options.folder / "machine.json").write_text(json.dumps(machine(), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {', '.join(frames)} and machine.json")
    return 0


def _million(options):
    from course_lib.accuracy.million import measure

    found = measure(options.points)
    options.file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {options.file.name}")
    return 0
