"""Activations by the names that the frames use: "relu", "softplus", "softplus β=10", "gelu" …"""

from __future__ import annotations

import re
from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.activations import PEERS, softplus
from course_lib.studies.running import StudyError

_BETA = re.compile(r"softplus β=(\d+(?:\.\d+)?)")
CENTRE = 0.8060592  # E softplus(z) for z ~ N(0, 1): Gauss–Hermite, 201 nodes; tests/studies computes it anew


def activation(name: str) -> Callable[[Tensor], Tensor]:
    """The function of that name: a peer, "softplus", "softplus β=10", "shifted softplus" (f − ln 2), "centred softplus".

    Centred softplus subtracts its mean over z ~ N(0, 1), 0.80606. Raises StudyError with the known names.
    """
    if name in PEERS:
        return PEERS[name]
    if name == "softplus":
        return softplus
    if name == "shifted softplus":
        return lambda x: softplus(x) - torch.log(torch.tensor(2.0, dtype=x.dtype))
    if name == "centred softplus":
        return lambda x: softplus(x) - CENTRE
    found = _BETA.fullmatch(name) if isinstance(name, str) else None
    if found and float(found[1]) > 0:
        beta = float(found[1])
        return lambda x: softplus(x, beta=beta)
    known = ", ".join([*PEERS, "softplus", "softplus β=10", "shifted softplus", "centred softplus"])
    raise StudyError(f"the activation {name!r} is unknown; known are {known}.")
