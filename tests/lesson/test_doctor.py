"""``doctor``: each problem is one line with its repair; a broken torch does not end the doctor."""

import os
import subprocess
import sys
import warnings
from importlib import metadata
from pathlib import Path

import pytest

from course_lib import journal
from course_lib.lesson import doctor as face
from course_lib.lesson.doctor import (
    FAIL,
    OK,
    WARN,
    Finding,
    Report,
    check_fonts,
    check_interpreter,
    check_packages,
    check_python,
    check_record,
    check_torch,
    check_writing,
    examine,
)
from course_lib.lesson.torch_probe import TorchFound, probe_torch


def module():
    return sys.modules["course_lib.lesson.doctor"]


def one(findings):
    (finding,) = findings
    return finding


def test_this_environment_is_ready(capsys):
    report = face()
    assert report.exit_status == 0, str(report)
    out = capsys.readouterr().out
    assert "OK    torch" in out and "computes softplus correctly" in out
    assert "0.69" not in out, "the first prediction of lesson 00 asks for softplus(0)"
    assert out.rstrip().splitlines()[-1][:8] in ("Everythi", "You can ")


def test_the_exit_status_follows_the_worst_line():
    fine, warned, failed = Finding(OK, "a"), Finding(WARN, "b", "do c"), Finding(FAIL, "d", "do e")
    assert Report((fine,)).exit_status == 0
    assert Report((fine, warned)).exit_status == 0
    assert Report((fine, warned, failed)).exit_status == 1
    assert str(Report((fine,))).endswith("Everything is ready.")
    assert str(Report((warned,))).endswith("You can start. 1 to know about.")
    assert str(Report((failed, warned))) == (
        "FAIL  d\n      Repair: do e\nWARN  b\n      Repair: do c\n\n1 to repair before you start, 1 to know about."
    )


def test_the_command_ends_with_the_status(monkeypatch):
    monkeypatch.setattr(module(), "examine", lambda: [Finding(FAIL, "a", "b")])
    assert module().doctor_command() == 1


@pytest.mark.parametrize(("state", "repair"), [(FAIL, ""), (WARN, ""), ("BAD", "do it")])
def test_a_problem_without_a_repair_cannot_be_written(state, repair):
    with pytest.raises(ValueError, match="Finding"):
        Finding(state, "broken", repair)


def test_a_check_that_breaks_is_a_line_and_the_others_run(monkeypatch):
    def check_fonts():
        raise RuntimeError("boom")

    monkeypatch.setattr(module(), "check_fonts", check_fonts)
    monkeypatch.setattr(module(), "check_torch", lambda: ())
    found = list(examine())
    broken = [finding for finding in found if finding.state == FAIL]
    assert [finding.what for finding in broken] == ["the check of fonts broke: RuntimeError: boom"]
    assert len(found) > 4


@pytest.mark.parametrize(
    ("version", "state"), [((3, 11, 0), OK), ((3, 13, 9), OK), ((3, 10, 9), FAIL), ((3, 14, 0), FAIL)]
)
def test_python_is_held_against_the_bounds(version, state):
    assert one(check_python(version)).state == state


def test_packages_are_held_against_their_bounds():
    installed = {"old": "1.0", "fine": "2.5", "local": "2.13.0+cpu"}

    def version(name):
        if name not in installed:
            raise metadata.PackageNotFoundError(name)
        return installed[name]

    lines = ["old>=2,<3", "fine>=2,<3", "local<3", "gone>=1", 'ruff>=9; extra == "author"']
    found = list(check_packages(lines, version))
    assert [finding.what for finding in found] == [
        "old 1.0 is outside the course's bounds <3,>=2",
        "gone is not installed (wanted >=1)",
        "packages within their bounds: fine 2.5, local 2.13.0+cpu",
    ]
    assert [finding.state for finding in found] == [FAIL, FAIL, OK]


def test_a_kernel_of_another_environment_is_noticed(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    assert one(check_interpreter(ours, ours)).state == OK
    found = one(check_interpreter(theirs, ours))
    assert found.state == WARN and "Change Kernel" in found.repair and str(theirs) in found.what


def test_the_environment_of_make_lab_is_known(tmp_path, monkeypatch):
    monkeypatch.setattr(module(), "course_root", lambda: tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    assert module()._environment() == tmp_path / "conda"
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("", encoding="utf-8")
    assert module()._environment() == tmp_path / ".venv"


BROKEN = {
    "OpenMP twice": (
        # as OpenMP's own C code does: past Python's buffer, which abort() would drop
        "import os; os.write(2, b'OMP: Error #15: libiomp5md.dll'); os.abort()",
        "OpenMP",
    ),
    "missing DLL": ("raise OSError('[WinError 126] The specified module could not be found')", "Visual C++"),
    "not installed": ("raise ModuleNotFoundError(\"No module named 'torch'\")", "make lab"),
    "missing library": ("raise ImportError('libtorch.so: cannot open shared object file')", "delete .venv"),
    "says nothing": ("import os; os._exit(3)", "Delete the folder .venv"),
    "no answer": ("print('hello')", "Delete the folder .venv"),
    "wrong value": ('print(\'PROBE["2", 0.7, 1, ""]\')', "Delete the folder .venv"),
}


@pytest.mark.parametrize(("code", "repair"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_torch_is_reported_and_not_fatal(code, repair):
    found = probe_torch(code)
    assert found.problem
    assert repair in found.repair


def test_a_torch_that_hangs_is_given_up():
    assert "did not finish importing" in probe_torch("import time; time.sleep(60)", timeout=0.5).problem


def test_a_broken_torch_fails_and_too_many_threads_warn(monkeypatch):
    monkeypatch.setattr(module(), "probe_torch", lambda: TorchFound(problem="it broke", repair="mend it"))
    assert one(check_torch()) == Finding(FAIL, "torch does not work: it broke", "mend it")
    found = TorchFound("2.13.0", 0.6931471805599453, 64, "a GPU")
    monkeypatch.setattr(module(), "probe_torch", lambda: found)
    monkeypatch.setattr(module(), "_usable_cores", lambda: 2)
    version, threads, gpu = check_torch()
    assert (version.state, threads.state, gpu.what) == (OK, WARN, "GPU: a GPU")
    assert "OMP_NUM_THREADS=2" in threads.repair


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    record, books = check_writing((("your record", blocked / "a"), ("your notebooks", blocked / "b")))
    assert (record.state, books.state) == (FAIL, FAIL)
    assert "COURSE_DATA" in record.repair and "folder of your own" in books.repair
    assert one(check_writing((("your record", tmp_path / "new"),))).state == OK


def test_a_missing_glyph_is_a_warning(monkeypatch):
    assert one(check_fonts()).state == OK
    monkeypatch.setattr(
        "course_lib.figures.to_png", lambda fig: warnings.warn("Glyph 946 missing", stacklevel=1)
    )
    found = one(check_fonts())
    assert found.state == WARN and "Glyph 946 missing" in found.what


def test_a_damaged_record_is_mentioned(own_journal):
    own_journal.mkdir()
    (own_journal / "journal.json").write_text("{", encoding="utf-8")
    with pytest.warns(journal.JournalWarning):
        journal.record()
    assert one(check_record()).state == WARN


def test_the_command_line_has_the_exit_status(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "course_lib", "doctor"],
        env={**os.environ, "COURSE_DATA": str(blocked / "below"), "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "FAIL  your record cannot be saved" in done.stdout


def test_a_home_folder_that_does_not_exist_is_a_line_with_its_own_repair(monkeypatch):
    def nowhere():
        raise journal.JournalError("COURSE_DATA is '~nobody'")

    def check_writing():
        yield nowhere()

    monkeypatch.setattr(module(), "check_writing", check_writing)
    monkeypatch.setattr(module(), "check_torch", lambda: ())
    (failed,) = [finding for finding in examine() if finding.state == FAIL]
    assert "your record cannot be reached: COURSE_DATA" in failed.what and failed.repair.startswith(
        "Unset COURSE_DATA"
    )
