"""The course's folder on this machine."""

from __future__ import annotations

from pathlib import Path


def course_root() -> Path | None:
    """The folder that holds `notebooks/` and `course_lib/`, or None if only the package is installed."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "notebooks").is_dir() and (root / "pyproject.toml").is_file() else None
