"""The commands that make the room's stored data."""

import argparse
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def main(arguments=None):
    """Run one command; 0 on success, 2 with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="python -m course_lib.accuracy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    sweep = commands.add_parser("sweep", help="all 2^32 float32 inputs; resumable; about an hour on one core")
    sweep.add_argument(
        "--state", type=Path, default=DATA / "sweep_float32.json", help="the file to go on from"
    )
    options = parser.parse_args(arguments)
    try:
        return _sweep(options)
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2


def _sweep(options):
    from course_lib.accuracy.sweep import sweep

    options.state.parent.mkdir(parents=True, exist_ok=True)
    sweep(options.state)
    print(f"every float32 input is in {options.state.name}")
    return 0
