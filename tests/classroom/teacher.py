"""A teacher's command in a process of its own, as it is typed in the course folder."""

import os
import subprocess
import sys


def classroom(folder, command, *words, **environment):
    """`python -m course_lib.classroom COMMAND …`, at its end."""
    return subprocess.run(
        [sys.executable, "-m", "course_lib.classroom", command, *words],
        cwd=folder,
        env=surroundings(folder) | environment,
        text=True,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def surroundings(folder):
    return os.environ | {
        "COURSE_DATA": str(folder / "journal"),
        "OMP_NUM_THREADS": "1",
        "PYTHONWARNINGS": "default",
        "PYTHONIOENCODING": "utf-8",
    }
