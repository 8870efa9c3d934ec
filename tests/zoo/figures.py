"""The zoo in three numbers: ``python tests/zoo/figures.py``."""

import dataclasses
import runpy
from pathlib import Path

from course_lib.checks import TASKS, judge, run
from course_lib.terminal import accept_every_character

ZOO = Path(__file__).resolve().parent


def main():
    right, passed, wrong, refused, named = 0, 0, 0, 0, 0
    for path in sorted(ZOO.glob("*/*/*.py")):
        task = TASKS[path.parent.name]
        if "loop" in path.stem:
            task = dataclasses.replace(task, seconds=0.5)
        space = runpy.run_path(str(path))
        verdict = judge(task, 11, run(task, space, seed=11), [path.read_text(encoding="utf-8")])
        if path.name.startswith("right"):
            right, passed = right + 1, passed + verdict.passed
        else:
            wrong, refused = wrong + 1, refused + (not verdict.passed)
            named += bool(verdict.causes) and verdict.causes[0].id == space["EXPECTED"]
    print(f"right answers accepted: {passed} of {right}")
    print(f"wrong answers rejected: {refused} of {wrong}")
    print(f"wrong answers with their own cause first: {named} of {wrong}")


if __name__ == "__main__":
    accept_every_character()
    main()
