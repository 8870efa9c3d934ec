"""All studies by name. A study's module has SMALL, LONG, SEEDS, SEEDS_AGAIN and run(config, seeds, executor, progress)."""

from __future__ import annotations

import importlib
from types import ModuleType

from course_lib.studies.running import StudyError

STUDIES = {  # module in this folder → what it asks
    "bayesian_regression": "is the function that makes a parameter positive a choice of the prior?",
    "born_dead": "how often is a deep network dead before its first training step?",
    "count_response": "counts need a positive mean: what does exp, softplus or squareplus change?",
    "depth": "where does softplus fall behind ReLU as networks get deeper, and which way out helps?",
    "eikonal": "which part of the gradient of |∇f| = 1 does a ReLU network miss, and what does it cost?",
    "heteroscedastic": "a network gives a mean and a scale: exp or softplus for the scale, with or without a warm-up?",
    "input_changes": "an image changes a little: how far do a network's explanation and its label move?",
    "inverse_start": "how many updates does it save to start a positive parameter at a wanted value?",
    "kill_by_rate": "which learning rate leaves behind units that no training example reaches?",
    "killed": "units pushed far to the left: does the network still learn, and do they come back?",
    "output_relu": "what does a ReLU at the output cost a network that learns a density?",
    "propagation": "how large are signals and gradients after many layers, and does one gain keep both?",
    "rbm": "an energy is a sum of softplus: what does another function in its place change?",
    "revived": "does a dead ReLU unit come back, in the first hidden layer and in the second?",
    "second_order": "do second derivatives help an optimiser, and does the corner of ReLU harm it?",
    "smooth_targets": "is a smooth target fitted better with a smooth activation?",
    "swap": "ReLU and softplus change places, in a trained network and from the start: what is lost?",
    "twins": "the same start, another order of the images: how often do two networks disagree?",
    "unit_lost": "what does the loss of one unit cost a trained network, by width and depth?",
    "variational_scale": "does it matter for a posterior which function makes its scale positive?",
    "zero_counts": "how often is the input of a ReLU exactly 0 in training, and what does its slope there change?",
}


def study(name: str) -> ModuleType:
    """The module of a study; StudyError with the known names for another name."""
    if name not in STUDIES:
        raise StudyError(f"the study {name!r} is unknown; known are {', '.join(STUDIES)}.")
    return importlib.import_module(f"course_lib.studies.{name}")
