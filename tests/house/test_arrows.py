"""Imports go down only (the rooms: course_lib/__init__.py), and each room's weight is what its floor allows."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import course_lib

HOUSE = Path(course_lib.__file__).parent

# room → the rooms it may import, anywhere in its code
MAY_IMPORT = {
    "terminal": set(),
    "activations": set(),
    "journal": set(),
    "figures": set(),
    "records": set(),
    "notebooks": set(),
    "page": set(),
    "accuracy": {"activations", "records", "terminal"},
    "timing": {"activations", "records"},
    "studies": {"activations", "records", "terminal"},
    "lesson": {"figures", "journal", "notebooks", "page", "terminal"},
    "tasks": {"accuracy"},
    "checks": {"journal", "notebooks", "tasks", "studies", "page", "terminal"},
    "classroom": {"checks", "tasks", "notebooks", "terminal"},
    "claims": {"activations", "records", "accuracy", "timing", "studies", "page", "terminal"},
}
# `claims` reaches the evidence only inside its functions, so that a lesson pays only for what it measures
ONLY_INSIDE_FUNCTIONS = {"claims": {"activations", "accuracy", "timing", "studies", "torch", "statsmodels"}}
NO_TORCH = ["tasks", "checks", "figures", "journal", "records", "notebooks", "page", "lesson", "claims"]

ROOMS = sorted(
    path.stem
    for path in HOUSE.iterdir()
    if (path / "__init__.py").exists() or (path.suffix == ".py" and not path.name.startswith("__"))
)
"""Folders, and single files beside them, which are small rooms."""


def sources(room):
    """The files of a room."""
    folder = HOUSE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def imported(tree, package=""):
    """(dotted name, is it at module level?) for each import in a module of `package`, relative ones made absolute."""
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        for name in names:
            yield name, id(node) in top


def wrong_arrows(room, source, package=""):
    """What a module of `room` imports and may not: pairs (name, reason)."""
    for name, at_top in imported(ast.parse(source), package or f"course_lib.{room}"):
        parts = name.split(".")
        target = parts[1] if parts[0] == "course_lib" and len(parts) > 1 else parts[0]
        if parts[0] == "course_lib" and target != room and target not in MAY_IMPORT[room]:
            yield name, f"{room} may import only {sorted(MAY_IMPORT[room])}"
        if at_top and target in ONLY_INSIDE_FUNCTIONS.get(room, ()):
            yield name, f"{room} imports {target} only inside functions"


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_down(room):
    assert room in MAY_IMPORT, f"a new room {room}: say in MAY_IMPORT what it may import"
    for path in sources(room):
        package = ".".join(path.relative_to(HOUSE.parent).parent.parts)
        found = list(wrong_arrows(room, path.read_text(encoding="utf-8"), package))
        assert not found, f"{path.relative_to(HOUSE)}: {found}"


def test_the_allowed_arrows_have_no_cycle():
    order = list(MAY_IMPORT)
    assert all(order.index(below) < order.index(room) for room, many in MAY_IMPORT.items() for below in many)


def test_the_design_page_shows_these_rooms_and_arrows():
    page = (HOUSE.parent / "docs" / "design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*) \|$", page, re.MULTILINE)
    shown = {room: set(re.findall(r"`(\w+)`", below)) for room, below in rows}
    assert shown == {room: MAY_IMPORT[room] & set(ROOMS) for room in ROOMS}


@pytest.mark.parametrize(
    "room, line",
    [
        ("activations", "from course_lib.accuracy import table"),
        ("lesson", "import course_lib.activations"),
        ("figures", "def f():\n    from course_lib.journal import Journal"),
        ("claims", "from course_lib.activations import softplus"),
        ("claims", "import statsmodels"),
        ("lesson", "from ..activations import softplus"),
        ("journal", "from .. import figures"),
    ],
)
def test_a_wrong_arrow_is_seen(room, line):
    assert list(wrong_arrows(room, line))


@pytest.mark.parametrize("room", [room for room in NO_TORCH if room in ROOMS])
def test_a_light_room_does_not_import_torch(room):
    code = f"import sys, course_lib.{room}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_no_torch_in_the_source_of_figures_journal_or_records():
    """Not even inside a function: figures take frames; the doctor looks at torch in a child process."""
    for room in ("figures", "journal", "records", "notebooks", "page"):
        for path in sources(room):
            names = [name for name, _ in imported(ast.parse(path.read_text(encoding="utf-8")))]
            assert not [name for name in names if name.split(".")[0] == "torch"], path.name
