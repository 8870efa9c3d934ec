"""Generate exercises/ from solutions/ with nbgrader: `python tools/make_exercises.py [--check]`.

Without --check the folder is written; with it nothing is written and the exit status is 1 when a file is out of date.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from course_lib.classroom import generate
from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parent.parent


def outdated(fresh: Path, kept: Path) -> list[str]:
    """Names of notebooks that differ, byte for byte, between a fresh generation and the committed folder."""
    names = {path.relative_to(base).as_posix() for base in (fresh, kept) for path in base.glob("*/*.ipynb")}
    same = [
        name
        for name in names
        if (fresh / name).is_file()
        and (kept / name).is_file()
        and (fresh / name).read_bytes() == (kept / name).read_bytes()
    ]
    return sorted(names - set(same))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        for path in generate(ROOT, ROOT / "exercises"):
            print(f"wrote {path.relative_to(ROOT).as_posix()}")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        generate(ROOT, Path(scratch))
        old = outdated(Path(scratch), ROOT / "exercises")
    for name in old:
        print(f"out of date: exercises/{name} (run: python tools/make_exercises.py)")
    return 1 if old else 0


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main())
