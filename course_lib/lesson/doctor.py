"""`doctor`: is this machine ready for the course? Each line says OK, WARN or FAIL, and how to repair it."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from IPython.display import display

from course_lib import journal
from course_lib.lesson.root import course_root
from course_lib.lesson.torch_probe import probe_torch
from course_lib.lesson.widget_output import OnThePage
from course_lib.page import escape, in_notebook, lines, prose, styled
from course_lib.terminal import say

OK, WARN, FAIL = "OK", "WARN", "FAIL"
_STATES = {OK: "passed", WARN: "to know", FAIL: "failed"}  # as the stylesheet names them
_DISTRIBUTION = "softplus-course"
_REINSTALL = "Stop Jupyter and run `make lab` again (or `pip install -e .` in the course's folder)."


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: a state, what was found, and the repair (empty if the state is OK)."""

    state: str
    what: str
    repair: str = ""

    def __post_init__(self) -> None:
        if self.state not in (OK, WARN, FAIL):
            raise ValueError(f"Finding: got the state {self.state!r}, expected {OK}, {WARN} or {FAIL}.")
        if self.state != OK and not self.repair:
            raise ValueError(f"Finding {self.what!r}: a {self.state} needs a repair.")

    def __str__(self) -> str:
        line = f"{self.state:<4}  {self.what}"
        return f"{line}\n      Repair: {self.repair}" if self.repair else line


@dataclass(frozen=True)
class Report(OnThePage):
    """What `doctor` found."""

    findings: tuple[Finding, ...]

    @property
    def exit_status(self) -> int:
        """0 if nothing failed, else 1 (warnings do not fail)."""
        return int(any(finding.state == FAIL for finding in self.findings))

    def as_html(self) -> str:
        """The same lines and words as a panel."""
        *_, end = str(self).splitlines()
        found = (
            (
                _STATES[one.state],
                f"<strong>{one.state}</strong> {prose(one.what)}"
                + (f"<br>Repair: {prose(one.repair)}" if one.repair else ""),
            )
            for one in self.findings
        )
        return styled(
            f'<section class="course-panel course-doctor"><p class="course-kind">Doctor</p>'
            f'<p class="course-title"><strong>{escape(end)}</strong></p>{lines(found)}</section>'
        )

    def __str__(self) -> str:
        failed = sum(finding.state == FAIL for finding in self.findings)
        warned = sum(finding.state == WARN for finding in self.findings)
        if failed:
            end = f"{failed} to repair before you start" + (f", {warned} to know about." if warned else ".")
        elif warned:
            end = f"You can start. {warned} to know about."
        else:
            end = "Everything is ready."
        return "\n".join([*map(str, self.findings), "", end])


def doctor() -> Report:
    """Look at Python, the packages, torch (in a process of its own), threads, GPU, write access and fonts; print lines.

    Returns the `Report`; `report.exit_status` is 1 if a line says FAIL. A check that itself breaks is a FAIL line,
    never an exception.
    """
    report = Report(tuple(examine()))
    if in_notebook():
        display({"text/plain": str(report), "text/html": report.as_html()}, raw=True)
    else:
        say(str(report))
    return report


def doctor_command() -> int:
    """`python -m course_lib doctor`: print the lines and return the exit status."""
    return doctor().exit_status


def examine() -> Iterable[Finding]:
    """All findings, in the order in which they are printed."""
    checks: tuple[Callable[[], Iterable[Finding]], ...] = (
        check_python,
        check_packages,
        check_interpreter,
        check_torch,
        check_writing,
        check_fonts,
        check_record,
    )
    for check in checks:
        try:
            yield from check()
        except journal.JournalError as error:
            yield Finding(
                FAIL, f"your record cannot be reached: {error}", "Unset COURSE_DATA, or set it as said there."
            )
        except Exception as error:
            name = check.__name__.removeprefix("check_")
            yield Finding(FAIL, f"the check of {name} broke: {type(error).__name__}: {error}", _REINSTALL)


def check_python(version: tuple[int, ...] = sys.version_info[:3]) -> Iterable[Finding]:
    """The Python version against the bounds of the package."""
    from packaging.specifiers import SpecifierSet

    text = ".".join(map(str, version))
    about = _metadata()
    wanted = about["Requires-Python"] if about else ">=3.11,<3.14"
    if text in SpecifierSet(str(wanted)):
        yield Finding(OK, f"Python {text} on {platform.system()} {platform.machine()}")
    else:
        yield Finding(
            FAIL,
            f"Python {text}, but the course needs {wanted}",
            "Install Python 3.11, 3.12 or 3.13, delete the folder .venv and run `make lab` again.",
        )


def check_packages(
    requirements: Iterable[str] | None = None, installed: Callable[[str], str] = metadata.version
) -> Iterable[Finding]:
    """Each runtime package against the bounds of the course. `requirements` are lines such as `"numpy>=2,<3"`."""
    from packaging.requirements import Requirement

    if requirements is None:
        if _metadata() is None:
            yield Finding(WARN, "the course is not installed as a package", _REINSTALL)
            return
        requirements = metadata.requires(_DISTRIBUTION) or ()
    good = []
    for line in requirements:
        wanted = Requirement(line)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            version = installed(wanted.name)
        except metadata.PackageNotFoundError:
            yield Finding(FAIL, f"{wanted.name} is not installed (wanted {wanted.specifier})", _REINSTALL)
            continue
        # A local build such as 2.13.0+cpu counts as its version.
        if wanted.specifier.contains(version, prereleases=True):
            good.append(f"{wanted.name} {version}")
        else:
            yield Finding(
                FAIL, f"{wanted.name} {version} is outside the course's bounds {wanted.specifier}", _REINSTALL
            )
    if good:
        yield Finding(OK, f"packages within their bounds: {', '.join(good)}")


def check_interpreter(prefix: Path | None = None, environment: Path | None = None) -> Iterable[Finding]:
    """Does this kernel run the course's environment? A stale kernel is the commonest set-up problem."""
    here = (prefix or Path(sys.prefix)).resolve()
    if environment is None:
        environment = _environment()
    if environment is None or here == environment.resolve():
        yield Finding(OK, f"this Python belongs to {here}")
        return
    yield Finding(
        WARN,
        f"this Python belongs to {here}, but the course's environment is {environment}",
        "In JupyterLab choose Kernel → Change Kernel → Python 3, or start it with `make lab`.",
    )


def check_torch() -> Iterable[Finding]:
    """Import torch in a process of its own, so that a broken library ends that process and not this one."""
    found = probe_torch()
    if found.problem:
        yield Finding(FAIL, f"torch does not work: {found.problem}", found.repair)
        return
    yield Finding(OK, f"torch {found.version} computes softplus correctly")
    cores = _usable_cores()
    if found.threads > cores:
        yield Finding(
            WARN,
            f"torch uses {found.threads} threads on {cores} cores, which makes it slower",
            f"Set the environment variable OMP_NUM_THREADS={cores} and restart Jupyter.",
        )
    else:
        yield Finding(OK, f"torch uses {found.threads} of {cores} cores")
    yield Finding(OK, f"GPU: {found.gpu}" if found.gpu else "no GPU: every lesson runs without one")


def check_writing(folders: Iterable[tuple[str, Path]] | None = None) -> Iterable[Finding]:
    """Can your record and your notebooks be saved?"""
    if folders is None:
        folders = (("your record", journal.folder()), ("your notebooks", Path.cwd()))
    for what, folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            if what == "your record":
                repair = "Set the environment variable COURSE_DATA to a folder that you may write to, then restart Jupyter."
            else:
                repair = "Copy the course to a folder of your own, for example in your home folder, and start there."
            yield Finding(FAIL, f"{what} cannot be saved in {folder}: {error.strerror or error}", repair)
        else:
            yield Finding(OK, f"{what} can be saved in {folder}")


def check_fonts() -> Iterable[Finding]:
    """Draw a small figure in the course's style, with its font and its Greek letters."""
    import warnings

    from course_lib.figures import new_figure, to_png

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fig, ax = new_figure(2, 1.5)
        ax.set_xlabel("β·x → ∞")
        to_png(fig)
    if caught:
        yield Finding(
            WARN,
            f"figures are drawn, but: {caught[0].message}",
            "Delete matplotlib's font cache (the folder that matplotlib.get_cachedir() names) and restart the kernel.",
        )
    else:
        yield Finding(OK, "figures: the course's style and font are in place")


def check_record() -> Iterable[Finding]:
    """Was a damaged record set aside?"""
    for notice in journal.record().notices:
        yield Finding(
            WARN,
            notice,
            "Nothing to do; if you want the old answers, send that file to the course's maintainers.",
        )


def _metadata() -> metadata.PackageMetadata | None:
    try:
        return metadata.metadata(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return None


def _environment() -> Path | None:
    """The course's .venv if `make lab` made one, else the active environment."""
    root = course_root()
    if root is not None and (root / ".venv" / "pyvenv.cfg").is_file():
        return root / ".venv"
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if os.environ.get(name):
            return Path(os.environ[name])
    return None


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
