"""The repository names no place of one machine, and every text file reads as UTF-8."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# put together from pieces, so that this file does not name one itself
REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"))
]
ROOT_HOME = "/" + "root/"
HOME_PATHS = re.compile(rf"/(?:home|Users)/[A-Za-z]\w+/|{ROOT_HOME}|[A-Z]:\\Users\\")
TEXT = {".py", ".md", ".txt", ".toml", ".yml", ".json", ".ipynb", ".cfg", ".mplstyle", ".js", ""}


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode("utf-8").split("\0") if name]


def places(text):
    """Paths of one machine (this checkout's too) and hosts of package registries in a text."""
    checkout = [str(ROOT)] if str(ROOT) in text else []
    return [*checkout, *HOME_PATHS.findall(text), *(host for host in REGISTRIES if host in text)]


@pytest.mark.parametrize(
    "text", [ROOT_HOME + "x", "/home/ann/x", "C:\\Users\\ann", "https://" + REGISTRIES[0]]
)
def test_a_place_is_seen(text):
    assert places(text)


def test_no_place_of_one_machine_is_committed():
    here = Path(__file__)
    found = {
        str(path.relative_to(ROOT)): places(path.read_text(encoding="utf-8"))
        for path in tracked()
        if path.suffix in TEXT and path.is_file() and path != here
    }
    assert not {name: what for name, what in found.items() if what}
