"""Claim taught in lesson NN, TITLE: the height of softplus at zero."""

import math
from collections.abc import Callable

import pandas as pd

from course_lib.claims.entry import Claim


def heights_at_zero(f: Callable | None = None) -> pd.DataFrame:
    """f(0) for some β in float64, times β."""
    import torch

    from course_lib.activations import softplus

    f, zero = f or softplus, torch.zeros((), dtype=torch.float64)
    betas = (0.5, 1.0, 2.0, 4.0)
    return pd.DataFrame({"beta": betas, "times_beta": [beta * f(zero, beta).item() for beta in betas]})


def height_verdict(frame: pd.DataFrame) -> str:
    return "true" if ((frame.times_beta - math.log(2)).abs() < 1e-12).all() else "false"


def height_sentence(frame: pd.DataFrame) -> str:
    off = (frame.times_beta - math.log(2)).abs().max()
    how = "within 1e-12 of" if off < 1e-12 else f"up to {off:.2g} away from"
    return f"for β from {frame.beta.min()} to {frame.beta.max()} the height at zero, times β, is {how} ln 2."


CLAIMS = [
    Claim(id="CLAIM", statement="At zero softplus is ln 2 divided by β.", source=("course",),
          kind="measured", verdict="true", lesson="NN",
          gather=heights_at_zero, decide=height_verdict, say=height_sentence),
]  # fmt: skip
