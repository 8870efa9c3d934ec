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
