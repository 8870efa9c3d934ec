"""All studies by name. A study's module has SMALL, LONG, SEEDS, SEEDS_AGAIN and run(config, seeds, executor, progress)."""

from __future__ import annotations

import importlib
from types import ModuleType

from course_lib.studies.running import StudyError

STUDIES = {  # module in this folder → what it asks
    "born_dead": "how often is a deep network dead before its first training step?",
    "depth": "how deep can a network be so that it still learns, with each way to keep signals alive?",
    "kill_by_rate": "which learning rate leaves units behind that no training example reaches?",
    "killed": "what does a network lose with units that are dead, and do they come back?",
    "one_unit": "how much does a trained network lose with one unit, by width and depth?",
    "output_relu": "what does a ReLU at the output cost a network that learns a density?",
    "propagation": "how large are signals and gradients after many layers, and does one gain keep both?",
    "zero_counts": "how often does training meet ReLU's corner exactly, and does its value of the slope there matter?",
}


def study(name: str) -> ModuleType:
    """The module of a study; StudyError with the known names for another name."""
    if name not in STUDIES:
        raise StudyError(f"the study {name!r} is unknown; known are {', '.join(STUDIES)}.")
    return importlib.import_module(f"course_lib.studies.{name}")
