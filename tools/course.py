"""Make the environment if need be, then learn, teach or test: the program behind `make`.

    python3 tools/course.py lab   [-- JUPYTER_ARGS]   JupyterLab on the learner's copy (my_course/)
    python3 tools/course.py test  [-- PYTEST_ARGS]    lint, types, unit tests, notebooks, claims, classroom
    python3.12 tools/course.py other [-- PYTEST_ARGS] the same with this Python, in an environment beside the usual one
    python3 tools/course.py quick [-- --base COMMIT]  lint, types, imports, rubric, short tests, and what differs from main
    python3 tools/course.py lint                      ruff and mypy only
    python3 tools/course.py class [-- JUPYTER_ARGS]   JupyterLab at the course root, with nbgrader, for a teacher
    python3 tools/course.py exercises                 generate exercises/ from solutions/ again

Runs on any Python from 3.11 on, before anything is installed; needs no make and no shell (so Windows can use it).
The environment is `.venv` beside pyproject.toml; it is installed again only when pyproject.toml or
constraints.txt have changed since. `COURSE_PYTHON` names another interpreter to use as it stands (conda, Binder).
`other` makes `.venv-3.12` (by the Python that runs it) and leaves `.venv` alone. `COURSE_TORCH` holds what pip shall take
as PyTorch there, as in a call of pip: "torch --index-url …"; without it pip takes the build that it takes by default.
`COURSE_VENV` names the folder of the environment for any command.
"""

import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("COURSE_VENV", ".venv")
STAMP = VENV / "course-stamp.json"
WORKERS = min(4, (os.cpu_count() or 1) + 1)  # one more than cores: some wait for a kernel or a browser
OLDEST, NEWEST = (3, 11), (3, 13)
EXTRAS = {"lab": [], "class": ["class"], "test": ["test"]}
# A larger environment holds the smaller ones, so `make lab` after `make test` starts at once.
SERVES = {"lab": {"lab", "class", "test"}, "class": {"class", "test"}, "test": {"test"}}


def stop(message):
    raise SystemExit(f"course.py: {message}")


def check_python(version=sys.version_info):
    found = f"{version[0]}.{version[1]}"
    if tuple(version[:2]) < OLDEST:
        stop(
            f"this is Python {found}; the course needs {OLDEST[0]}.{OLDEST[1]} or newer.\n"
            "  Install a newer Python and name it: make lab PYTHON=python3.12"
        )
    if tuple(version[:2]) > NEWEST:
        print(
            f"course.py: note: Python {found} is newer than the tested {NEWEST[0]}.{NEWEST[1]}.",
            file=sys.stderr,
        )


def venv_python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(root=ROOT):
    """One hash of what decides what is installed: two files, the interpreter's minor version, COURSE_TORCH."""
    try:
        parts = [(root / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    except OSError as error:
        stop(
            f"{error.filename} cannot be read ({error.strerror}); take the course's whole folder, not a part of it."
        )
    parts.append(repr(sys.version_info[:2]).encode())
    if os.environ.get("COURSE_TORCH"):
        parts.append(os.environ["COURSE_TORCH"].encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamped(stamp=STAMP):
    """What the last finished installation wrote; {} where there is none or it cannot be read."""
    try:
        made = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return made if isinstance(made, dict) else {}


def is_ready(kind, stamp=STAMP, root=ROOT):
    made = stamped(stamp)
    return made.get("digest") == digest(root) and made.get("kind") in SERVES[kind]


def works(python):
    """False where the environment is half made, or its base interpreter has gone."""
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0
    except OSError:
        return False


def install(kind):
    """`pip install` of the package (editable) with its extras under the pinned constraints."""
    if stamped().get("kind") in SERVES[kind]:
        kind = stamped()["kind"]  # never shrink: a teacher's environment stays a teacher's
    if not works(venv_python()):
        print(f"course.py: making the environment in {VENV.name} (once; needs a network; a few minutes)")
        try:
            venv.create(VENV, with_pip=True, clear=True)
        except subprocess.CalledProcessError as error:
            stop(
                f"could not make {VENV.name}: {error}\n  On Debian and Ubuntu: install the package python3-venv."
            )
        except OSError as error:
            stop(
                f"could not make {VENV.name}: {error}\n  Move away what stands there, or copy the course to a folder "
                "that you may write to, and call the same command again."
            )
    STAMP.unlink(missing_ok=True)  # an interrupted installation is not mistaken for a finished one
    target = f".[{','.join(EXTRAS[kind])}]" if EXTRAS[kind] else "."
    pip = [venv_python(), "-m", "pip", "--disable-pip-version-check"]
    constraints = other_torch(pip) or "constraints.txt"
    done = subprocess.run([*pip, "install", "--quiet", "-c", constraints, "-e", target], cwd=ROOT)
    if done.returncode:
        stop("the installation failed; pip's message stands above. Mend it and call the same command again.")
    # Jupyter's optional URI grammar costs 1.25 s at each start and no schema here uses it (jsonschema issue 1428).
    subprocess.run([*pip, "uninstall", "--quiet", "--yes", "rfc3987-syntax"], cwd=ROOT, check=True)
    quiet_lab()
    STAMP.write_text(json.dumps({"digest": digest(), "kind": kind}), encoding="utf-8")


def other_torch(pip):
    """Install what COURSE_TORCH asks for; the constraints of everything else. None where it asks for nothing."""
    asked = os.environ.get("COURSE_TORCH", "")
    if not asked:
        return None
    if subprocess.run([*pip, "install", "--quiet", *shlex.split(asked)], cwd=ROOT).returncode:
        stop(f"pip could not install COURSE_TORCH={asked!r}; its message stands above.")
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    others = VENV / "constraints.txt"
    others.write_text("".join(line for line in lines if not line.startswith("torch==")), encoding="utf-8")
    return others


def quiet_lab():
    """JupyterLab asks no server for news or updates: the course works without a network."""
    settings = VENV / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    quiet = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    settings.write_text(json.dumps(quiet, indent=2), encoding="utf-8")


def environment(kind):
    """The interpreter to use, its environment made or mended first."""
    named = os.environ.get("COURSE_PYTHON")
    if named:
        check_named(named)
        return named
    if not is_ready(kind) or not venv_python().exists():
        install(kind)
    return str(venv_python())


def check_named(python):
    """Stop unless COURSE_PYTHON is a Python in which the course is installed."""
    look = "from importlib.metadata import version; version('softplus-course')"
    try:
        done = subprocess.run([python, "-c", look], cwd=ROOT, capture_output=True)
    except OSError as error:
        stop(
            f"COURSE_PYTHON is {python!r}, which cannot be started ({error.strerror}).\n"
            "  Give the path of a Python, or unset it."
        )
    if done.returncode:
        stop(
            f"COURSE_PYTHON is {python!r}, in which the course is not installed.\n"
            f'  Install it there ("{python}" -m pip install -c constraints.txt -e .), or unset COURSE_PYTHON.'
        )


def with_scripts_on_path(python):
    """nbgrader and Jupyter call their helpers by name; put the environment's own first on PATH."""
    scripts = str(Path(python).parent)
    return {**os.environ, "PATH": os.pathsep.join([scripts, os.environ.get("PATH", "")])}


def for_learners(environment):
    """A learner's JupyterLab shows nothing of nbgrader and Jupytext, which come into the environment with other targets.

    The folder is only added to where this one server looks for its configuration: nothing of the user's is written.
    """
    places = [str(ROOT / "tools" / "learners_lab"), *filter(None, [environment.get("JUPYTER_CONFIG_PATH")])]
    return {**environment, "JUPYTER_CONFIG_PATH": os.pathsep.join(places)}


def call(python, *args, env=None, **kwargs):
    try:
        return subprocess.run(
            [python, *args], cwd=ROOT, env=env or with_scripts_on_path(python), **kwargs
        ).returncode
    except KeyboardInterrupt:
        return 130


def lab(extra):
    python = environment("lab")
    if call(python, "-m", "course_lib", "copies"):
        stop("the learner's copies could not be made; the message stands above.")
    here = ROOT / "my_course"
    first = here / "notebooks" / "00_start_here.ipynb"
    learners = for_learners(with_scripts_on_path(python))
    return call(python, "-m", "jupyterlab", f"--ServerApp.root_dir={here}", str(first), *extra, env=learners)


def class_(extra):
    python = environment("class")
    return call(python, "-m", "jupyterlab", *extra)


def lint(_extra=()):
    python = environment("test")
    steps = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    return max(call(python, "-m", *step) for step in steps)


def test(extra):
    python = environment("test")
    # Hundreds of processes start in a run: each would compile the library and the tests again.
    for name in ("PYTHONDONTWRITEBYTECODE", "COURSE_VENV"):
        os.environ.pop(name, None)
    if not extra:
        call(python, "-c", LOOK)
    # Named targets narrow the run to pytest; without them everything is checked, all steps even if one fails.
    targets = list(extra) or ["tests", "notebooks", "solutions"]
    began, before = time.monotonic(), os.times()  # an installation is not counted
    linted = 0 if extra else lint()
    lint_s = time.monotonic() - began
    tested = call(
        python,
        "-m", "pytest", "--nbval", "--nbval-sanitize-with=nbval_sanitize.cfg",
        "-n", str(WORKERS), "--dist=loadfile", *targets,
    )  # fmt: skip
    used = os.times()  # Windows does not count children
    print(
        f"course.py: {time.monotonic() - began:.0f} s wall in all ({lint_s:.0f} s of it ruff and mypy), "
        f"{sum(used[2:4]) - sum(before[2:4]):.0f} s CPU"
    )
    if linted and not tested:
        print("course.py: the tests pass, but ruff or mypy above does not.", file=sys.stderr)
    return tested or linted


LOOK = """
import platform, torch
build = f"for CUDA {torch.version.cuda}" if torch.version.cuda else "for the CPU"
gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else "no GPU"
print(f"course.py: Python {platform.python_version()}, PyTorch {torch.__version__} ({build}), {gpu}", flush=True)
"""


def other(extra):
    """`test` in an environment beside the usual one, named for the Python that runs this file."""
    name = f".venv-{sys.version_info[0]}.{sys.version_info[1]}"
    beside = {"COURSE_VENV": os.environ.get("COURSE_VENV", name)}
    if beside["COURSE_VENV"] == ".venv":
        stop("COURSE_VENV is .venv, the usual environment; unset it, or name another folder for this one.")
    return subprocess.run(
        [sys.executable, __file__, "test", "--", *extra], cwd=ROOT, env={**os.environ, **beside}
    ).returncode


def quick(extra):
    return call(environment("test"), "tools/quick.py", *extra)


def exercises(_extra=()):
    return call(environment("test"), "tools/make_exercises.py")


COMMANDS = {
    "lab": lab,
    "test": test,
    "other": other,
    "quick": quick,
    "lint": lint,
    "class": class_,
    "exercises": exercises,
}


def main(argv):
    if not argv or argv[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    name, *rest = argv
    if name not in COMMANDS:
        stop(f"no command {name!r}; there are: {', '.join(COMMANDS)}")
    check_python()
    extra = rest[1:] if rest[:1] == ["--"] else rest
    try:
        return COMMANDS[name](extra)
    except KeyboardInterrupt:
        print("course.py: interrupted; the same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # as course_lib.terminal, which may not be installed yet
        stream.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
