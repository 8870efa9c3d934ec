"""The short check behind `make quick`: what a change of one room or lesson can break, in about a minute.

    python tools/quick.py [--base COMMIT]     compare with this commit instead of `main`

Runs ruff, mypy, the tests of imports between rooms, the rubric of every lesson, one short test a room, and the tests of the
files that differ from `main`, committed or not: the tests of their rooms, and nbval on their notebooks. Tests marked `slow`
or `browser` are left out, and so are the tests of unchanged rooms; the end says which. `make test` leaves nothing out.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parents[1]
LINT = (["ruff", "check", "."], ["ruff", "format", "--check", "."])
PYTEST = [
    "pytest", "-q", "--nbval", "--nbval-sanitize-with=nbval_sanitize.cfg", "-n", "2", "--dist=loadfile",
    "-m", "not slow and not browser",
]  # fmt: skip
ALWAYS = ("tests/house/test_arrows.py", "tests/lessons/test_lessons.py")
# room → the tests that say in a few seconds whether the room works at all; a test keeps the list complete
SMOKE = {
    "accuracy": "tests/accuracy/test_ulp.py",
    "activations": "tests/activations/test_edges.py",
    "checks": "tests/checks/test_evidence.py",
    "claims": "tests/claims/test_claims.py",
    "classroom": "tests/classroom/test_teaching.py",
    "figures": "tests/figures/test_style.py",
    "journal": "tests/journal/test_entries.py",
    "lesson": "tests/lesson/test_import.py",
    "notebooks": "tests/notebooks/test_reader.py",
    "page": "tests/page/test_page.py",
    "records": "tests/records/test_record.py",
    "studies": "tests/studies/test_summary.py",
    "terminal": "tests/terminal/test_terminal.py",
    "timing": "tests/timing/test_measurement.py",
    "tasks": "tests/zoo/test_zoo.py::test_right_answers_pass",
}
# what is no room → the tests that look at it; the longest beginning of a path decides
OTHERS = {
    "benchmarks/": "tests/activations/test_speed_script.py",
    "conftest.py": "tests/lessons",
    "exercises/": "tests/classroom/test_exercises.py",
    "nbgrader_config.py": "tests/classroom",
    "nbval_sanitize.cfg": "tests/lessons",
    "tests/plugins/": "tests/lessons",
    "tests/zoo/": "tests/zoo",
    "tools/": "tests/lessons",
    "tools/course.py": "tests/house",
    "tools/mutants.py": "tests/checks",
    "": "tests/house",
}
READ_BY = {
    "notebooks": "tests/lesson/test_lessons_explorations.py",
    "solutions": "tests/classroom/test_exercises.py",
}
ALSO = {"tasks": ("tests/zoo",), "checks": ("tests/zoo",)}  # room → more folders of tests than its own


class NoHistory(Exception):
    """git cannot say what has changed; the message says why."""


@dataclass(frozen=True)
class Changes:
    """The files that differ from a commit, and that commit in words."""

    since: str
    files: tuple[str, ...]


def git(root: Path, *arguments: str) -> str:
    """What git prints. Raises NoHistory where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
        )
    except OSError as error:
        raise NoHistory(f"git cannot be started ({error.strerror})") from error
    if done.returncode:
        raise NoHistory((done.stderr.strip() or f"git {arguments[0]} failed").splitlines()[0])
    return done.stdout


def changes(root: Path, base: str = "") -> Changes:
    """Committed, uncommitted and untracked changes since the branch left `base`, or since the last commit without a main."""
    if not Path(git(root, "rev-parse", "--show-toplevel").strip()).samefile(root):
        raise NoHistory("this folder lies inside another repository")
    for name in [base] if base else ["main", "origin/main"]:
        try:
            commit = git(root, "merge-base", name, "HEAD").strip()
        except NoHistory:
            if base:
                raise
            continue
        since = f"{name} ({commit[:7]})"
        break
    else:
        commit, since = "HEAD", "the last commit, because there is no branch main"
    listed = git(root, "diff", "--name-only", "--no-renames", "-z", commit)
    listed += git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return Changes(since, tuple(sorted(set(filter(None, listed.split("\0"))))))


def tests_for(file: str, root: Path = ROOT) -> set[str]:
    """The tests, as paths, that look at one file of the repository; there need not be such a file any more."""
    parts = Path(file).parts
    if parts[0] == "course_lib":
        room = parts[1].removesuffix(".py")
        own = f"tests/{room}"
        found = {own} if (root / own).is_dir() else set()
        return found | set(ALSO.get(room, ())) or {"tests/house"}
    if parts[0] == "tests" and len(parts) > 2 and parts[1] not in ("plugins", "zoo"):
        is_test = parts[-1].startswith("test_") and (root / file).is_file()
        return {file if is_test else "/".join(parts[:2])} if (root / "/".join(parts[:2])).is_dir() else set()
    if parts[0] in ("notebooks", "solutions") and file.endswith(".ipynb"):
        found = {file} if (root / file).is_file() else set()
        return found | {READ_BY[parts[0]]}
    return {OTHERS[max((start for start in OTHERS if file.startswith(start)), key=len)]}


def chosen(files: Iterable[str], root: Path = ROOT) -> list[str]:
    """What pytest is called with: the tests that always run, a smoke test a room, and those of the changed files."""
    paths = {*ALWAYS, *SMOKE.values()}.union(*(tests_for(file, root) for file in files))
    folders = {path for path in paths if (root / path).is_dir()}
    return sorted(path for path in paths if not any(path.startswith(f"{folder}/") for folder in folders))


def left_out(targets: Iterable[str], root: Path = ROOT) -> list[str]:
    """What `make test` would run besides, in words."""
    targets = set(targets)
    rooms = [path for path in sorted((root / "tests").iterdir()) if next(path.glob("test_*.py"), None)]
    partly = [path.name for path in rooms if f"tests/{path.name}" not in targets]
    notebooks = [path.relative_to(root).as_posix() for path in all_notebooks(root)]
    unseen = [name for name in notebooks if name not in targets]
    return [
        f"tests of unchanged rooms, except the files listed at the top: {', '.join(partly)}",
        f"nbval on {len(unseen)} of {len(notebooks)} notebooks",
        "tests marked slow or browser (pytest calls them deselected)",
    ]


def all_notebooks(root: Path) -> list[Path]:
    return [*sorted((root / "notebooks").glob("*.ipynb")), *sorted((root / "solutions").glob("*/*.ipynb"))]


def run(targets: list[str]) -> list[str]:
    """Run everything; mypy beside pytest. Returns the names of the steps that failed."""
    python = [sys.executable, "-m"]
    mypy = subprocess.Popen([*python, "mypy"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    failed = [step[0] for step in LINT if subprocess.run([*python, *step], cwd=ROOT).returncode]
    tested = subprocess.run([*python, *PYTEST, *targets], cwd=ROOT).returncode
    said = mypy.communicate()[0].decode("utf-8", "replace")
    print(said, end="")
    return [*dict.fromkeys(failed), *(["mypy"] if mypy.returncode else []), *(["tests"] if tested else [])]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--base", default="", metavar="COMMIT", help="compare with this commit (default: main)"
    )
    given, started = parser.parse_args(argv), time.perf_counter()
    try:
        found = changes(ROOT, given.base)
        print(f"quick: {len(found.files)} files differ from {found.since}")
        files = found.files
    except NoHistory as error:
        print(f"quick: what has changed is unknown ({error}): only the smoke tests run; `make test` runs all")
        files = ()
    targets = chosen(files)
    print(f"quick: ruff, mypy and {len(targets)} targets:\n  " + "\n  ".join(targets), flush=True)
    failed = run(targets)
    for words in left_out(targets):
        print(f"quick: left out: {words}")
    outcome = f"FAILED: {', '.join(failed)}" if failed else "passed"
    print(f"quick: {outcome}, {time.perf_counter() - started:.0f} s")
    return int(bool(failed))


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
