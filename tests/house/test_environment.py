"""environment.yml, pyproject.toml and constraints.txt agree, and the environment is the light one."""

import importlib.util
import json
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES = {"torch": "pytorch", "matplotlib": "matplotlib-base"}


def pinned():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def direct(kind=None):
    """Requirements of the package, or of one extra."""
    lines = PROJECT["dependencies"] if kind is None else PROJECT["optional-dependencies"][kind]
    return [Requirement(line) for line in lines if not line.startswith(PROJECT["name"])]


def conda():
    lines = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    return {line.split()[0]: "".join(line.split()[1:]) for line in lines if isinstance(line, str)}


ALL = [*direct(), *direct("class"), *direct("author"), *direct("test")]


@pytest.mark.parametrize("requirement", ALL, ids=lambda r: r.name)
def test_each_direct_requirement_is_pinned_inside_its_bounds(requirement):
    versions = pinned()
    name = canonicalize_name(requirement.name)
    assert name in versions, f"add {name}==… to constraints.txt"
    assert requirement.specifier.contains(versions[name]), (
        f"{name}=={versions[name]} is outside {requirement.specifier}"
    )


def test_every_pin_runs_on_every_python_that_the_course_promises():
    """The first release of each: Debian 12 has Python 3.11.2, and a pin for 3.11.5 on cannot be installed there."""
    promised = ("3.11.0", "3.12.0", "3.13.0")
    assert all(SpecifierSet(PROJECT["requires-python"]).contains(version) for version in promised)
    seen, narrow = 0, []
    for found in distributions():
        name, needs = canonicalize_name(found.metadata["Name"]), found.metadata.get("Requires-Python")
        if name in pinned():
            seen += 1
            narrow += [f"{name} needs {needs}" for v in promised if needs and v not in SpecifierSet(needs)]
    assert seen > 100 and not narrow


@pytest.mark.parametrize("requirement", direct(), ids=lambda r: r.name)
def test_conda_has_the_same_bounds(requirement):
    name = CONDA_NAMES.get(requirement.name, requirement.name)
    stated = conda().get(name)
    assert stated is not None, f"environment.yml lacks {name}"
    assert set(stated.split(",")) == {str(part) for part in requirement.specifier}


def test_conda_lists_nothing_else():
    names = {CONDA_NAMES.get(r.name, r.name) for r in direct()}
    assert set(conda()) - names == {"python", "pip"}


def test_python_bounds_agree():
    assert set(conda()["python"].split(",")) == set(PROJECT["requires-python"].split(","))


def test_conda_installs_the_library_editable_from_one_channel_without_build_strings():
    whole = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert whole["channels"] == ["conda-forge", "nodefaults"]
    assert {"pip": ["-e ."]} in whole["dependencies"]
    assert not [line for line in whole["dependencies"] if isinstance(line, str) and line.count("=") > 2]


def test_alembic_is_named_beside_nbgrader():
    """nbgrader starts `alembic` as a command and does not require a version that has it."""
    assert {"nbgrader", "alembic"} <= {r.name for r in direct("class")}


def course():
    spec = importlib.util.spec_from_file_location("course", ROOT / "tools" / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nbformat_starts_without_the_38_grammars():
    """The URI grammars cost 1.25 s at each start (TOOLCHAIN 1.3); `make` removes them after installing."""
    code = "import sys, nbformat, nbformat.validator; sys.exit('rfc3987_syntax' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_old_python_is_told_what_to_do():
    with pytest.raises(SystemExit, match=r"Python 3\.9.*3\.11 or newer"):
        course().check_python((3, 9, 1))


def test_newer_python_is_allowed_with_a_note(capsys):
    course().check_python((3, 14, 0))
    assert "newer than the tested" in capsys.readouterr().err


def test_unknown_command_names_the_known_ones():
    with pytest.raises(SystemExit, match="lab, test"):
        course().main(["tset"])


def make_stamp(tmp_path, module, kind):
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text(f"{name} 1", encoding="utf-8")
    stamp = tmp_path / "stamp.json"
    stamp.write_text(json.dumps({"digest": module.digest(tmp_path), "kind": kind}), encoding="utf-8")
    return stamp


@pytest.mark.parametrize(
    "installed, wanted, ready",
    [
        ("lab", "lab", True),
        ("test", "lab", True),
        ("class", "lab", True),
        ("lab", "test", False),
        ("class", "test", False),
    ],
)
def test_a_second_call_installs_only_what_is_missing(tmp_path, installed, wanted, ready):
    module = course()
    stamp = make_stamp(tmp_path, module, installed)
    assert module.is_ready(wanted, stamp, tmp_path) is ready


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_requirement_installs_again(tmp_path, name):
    module = course()
    stamp = make_stamp(tmp_path, module, "test")
    (tmp_path / name).write_text("2", encoding="utf-8")
    assert not module.is_ready("test", stamp, tmp_path)


@pytest.mark.parametrize("damage", ["", "{", "[]"])
def test_a_damaged_stamp_means_install_again(tmp_path, damage):
    module = course()
    stamp = make_stamp(tmp_path, module, "test")
    stamp.write_text(damage, encoding="utf-8")
    assert not module.is_ready("test", stamp, tmp_path)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """course.py in a checkout of its own (spaces and umlauts in its path), with a pip that only writes down its calls."""
    module, root, calls = course(), tmp_path / "Grüße aus dem Büro", []
    root.mkdir()
    for name in ("pyproject.toml", "constraints.txt"):
        (root / name).write_text(name, encoding="utf-8")
    monkeypatch.delenv("COURSE_PYTHON", raising=False)
    for name, value in {
        "ROOT": root,
        "VENV": root / ".venv",
        "STAMP": root / ".venv" / "course-stamp.json",
    }.items():
        monkeypatch.setattr(module, name, value)
    module.digest.__defaults__ = (root,)
    module.stamped.__defaults__ = (module.STAMP,)
    module.is_ready.__defaults__ = (module.STAMP, root)

    def make(folder, **_):
        python = module.venv_python()
        python.parent.mkdir(parents=True)
        python.write_text("", encoding="utf-8")
        calls.append("venv")

    def run(command, **_):
        calls.append("pip " + command[command.index("pip") + 2] if "pip" in command else "probe")
        return subprocess.CompletedProcess(command, 0 if module.venv_python().exists() else 1)

    monkeypatch.setattr(module.venv, "create", make)
    monkeypatch.setattr(module.subprocess, "run", run)
    module.calls = calls
    return module


def test_a_first_call_makes_and_installs_and_a_second_does_nothing(elsewhere):
    assert elsewhere.environment("lab") == str(elsewhere.venv_python())
    assert elsewhere.calls == ["probe", "venv", "pip install", "pip uninstall"]
    elsewhere.environment("lab")
    assert len(elsewhere.calls) == 4


def test_another_pytorch_is_installed_first_and_the_constraints_let_it_stay(elsewhere, monkeypatch):
    (elsewhere.ROOT / "constraints.txt").write_text(
        "numpy==2.4.6\ntorch==2.13.0\ntorchx==1\n", encoding="utf-8"
    )
    monkeypatch.setenv("COURSE_TORCH", "torch==2.9.1")
    elsewhere.environment("lab")
    assert elsewhere.calls == ["probe", "venv", "pip install", "pip install", "pip uninstall"]
    assert (elsewhere.VENV / "constraints.txt").read_text(encoding="utf-8") == "numpy==2.4.6\ntorchx==1\n"
    assert elsewhere.is_ready("lab", elsewhere.STAMP, elsewhere.ROOT)
    monkeypatch.delenv("COURSE_TORCH")
    assert not elsewhere.is_ready("lab", elsewhere.STAMP, elsewhere.ROOT)


def test_other_uses_an_environment_beside_the_usual_one(elsewhere, monkeypatch):
    monkeypatch.delenv("COURSE_VENV", raising=False)
    seen = {}

    def run(command, env, **_):
        seen.update(command=command, folder=env["COURSE_VENV"])
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(elsewhere.subprocess, "run", run)
    assert elsewhere.main(["other", "--", "tests/house"]) == 3
    assert seen["command"][2:] == ["test", "--", "tests/house"]
    assert seen["folder"] == f".venv-{sys.version_info[0]}.{sys.version_info[1]}"
    monkeypatch.setenv("COURSE_VENV", ".venv")
    with pytest.raises(SystemExit, match="the usual environment"):
        elsewhere.main(["other"])


def test_a_half_made_environment_is_made_again(elsewhere, monkeypatch):
    elsewhere.VENV.mkdir()
    elsewhere.environment("lab")
    assert "venv" in elsewhere.calls


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_an_interrupted_installation_is_not_mistaken_for_a_finished_one(elsewhere, monkeypatch, capsys, end):
    elsewhere.environment("lab")
    (elsewhere.ROOT / "constraints.txt").write_text("newer", encoding="utf-8")
    quiet = elsewhere.subprocess.run

    def interrupted(command, **options):
        if "install" in command:
            raise end
        return quiet(command, **options)

    with monkeypatch.context() as patch:
        patch.setattr(elsewhere.subprocess, "run", interrupted)
        patch.setattr(elsewhere, "COMMANDS", {"lab": lambda extra: elsewhere.environment("lab")})
        if end is KeyboardInterrupt:
            assert elsewhere.main(["lab"]) == 130 and "the same command goes on" in capsys.readouterr().err
        else:
            with pytest.raises(SystemExit):
                elsewhere.main(["lab"])
    assert not elsewhere.is_ready("lab", elsewhere.STAMP, elsewhere.ROOT)
    elsewhere.environment("lab")
    assert elsewhere.is_ready("lab", elsewhere.STAMP, elsewhere.ROOT)


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), NotADirectoryError(20, "Not a directory")]
)
def test_a_place_that_cannot_be_written_is_named(elsewhere, monkeypatch, error):
    def refused(folder, **_):
        raise error

    monkeypatch.setattr(elsewhere.venv, "create", refused)
    with pytest.raises(SystemExit, match=rf"could not make \.venv: .*{error.strerror}(.|\n)*may write to"):
        elsewhere.environment("lab")


def test_a_checkout_without_its_project_file_is_named(elsewhere):
    (elsewhere.ROOT / "pyproject.toml").unlink()
    with pytest.raises(SystemExit, match=r"pyproject\.toml cannot be read.*whole folder"):
        elsewhere.environment("lab")


@pytest.mark.parametrize(
    ("python", "words"),
    [
        ("no-such-python", "cannot be started(.|\n)*unset it"),
        (sys.executable, "not installed(.|\n)*pip install"),
    ],
    ids=["no such program", "without the course"],
)
def test_a_wrong_course_python_is_named(monkeypatch, tmp_path, python, words):
    module = course()
    monkeypatch.setenv("COURSE_PYTHON", python)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    # -S and an empty path: a Python that has no site packages, so no course either.
    quiet = module.subprocess.run
    monkeypatch.setattr(module.subprocess, "run", lambda c, **o: quiet([c[0], "-S", "-E", *c[1:]], **o))
    with pytest.raises(SystemExit, match=rf"COURSE_PYTHON is .*{words}"):
        module.environment("lab")
