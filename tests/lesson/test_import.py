"""What importing the room costs: no torch, no figures until one is shown, nothing changed in the process."""

import subprocess
import sys

CODE = """
import sys, warnings, os
filters, environment = list(warnings.filters), dict(os.environ)
import course_lib.lesson
print([name for name in ("torch", "matplotlib", "pandas", "numpy", "scipy") if name in sys.modules])
print(filters == warnings.filters, environment == dict(os.environ))
"""


def test_neither_torch_nor_matplotlib_is_imported():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True True"]


# A module such as doctor.py has the name of a function of the face. Whatever else is imported, the face gives the function.
FACES = """
import importlib, inspect, pkgutil
for room in ("lesson", "figures", "journal"):
    face = importlib.import_module("course_lib." + room)
    for module in pkgutil.iter_modules(face.__path__):
        importlib.import_module(f"course_lib.{room}.{module.name}")
    print(room, [name for name in face.__all__ if inspect.ismodule(getattr(face, name))])
"""


def test_a_face_gives_functions_and_classes_and_no_module():
    done = subprocess.run([sys.executable, "-c", FACES], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["lesson []", "figures []", "journal []"]
