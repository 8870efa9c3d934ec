"""Warm kernels have packages loaded before a lesson runs: there, a submodule that it forgot to import does not show."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("solutions/*/*.ipynb")])


def submodules_used(source):
    """{("torch", "nn")}: submodules that are read as attributes of a package, and not imported by name themselves."""
    tree = ast.parse(source)
    packages, named = {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                packages[one.asname or one.name.split(".")[0]] = (
                    one.name if one.asname else one.name.split(".")[0]
                )
                named.add(one.name)
    read = {
        (packages[node.value.id], node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in packages
    }
    return {
        (name, part) for name, part in read if f"{name}.{part}" not in named and is_module(f"{name}.{part}")
    }


def is_module(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
    except ValueError:  # torch.backends is loaded, and has no specification
        return True


def missing(pairs):
    """Those that a process which has imported only the package does not have."""
    found = set()
    for package in {name for name, _ in pairs}:
        parts = sorted(part for name, part in pairs if name == package)
        program = f"import {package}\nprint(*[part for part in {parts} if not hasattr({package}, part)])"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        found |= {(package, part) for part in done.stdout.split()}
    return found


def code_of(path):
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "code")


def test_every_lesson_imports_the_submodules_that_it_uses():
    used = {pair for path in NOTEBOOKS for pair in submodules_used(code_of(path))}
    assert ("torch", "nn") in used
    assert missing(used) == set()


@pytest.mark.parametrize("start", ["import xml", "import os, xml as xml"])
def test_a_forgotten_submodule_is_found(start):
    used = submodules_used(f"{start}\nxml.dom.minidom")
    assert used == {("xml", "dom")} and missing(used) == used
    assert submodules_used(f"{start}\nimport xml.dom\nxml.dom") == set()
