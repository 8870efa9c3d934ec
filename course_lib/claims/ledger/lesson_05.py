"""Claim taught in lesson 05, in PyTorch: what a network passes on after a softplus layer."""

import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from course_lib.claims.entry import Claim

INPUTS = 1000


def _network(seed: int, activation: Callable, scale: float) -> tuple[Any, Any, Any]:
    """Sums, hidden values and output of a network 4 → 3 → 1 with PyTorch's own range of weights, inputs in ±3·scale."""
    import torch

    source = torch.Generator().manual_seed(seed)

    def uniform(*shape: int, bound: float) -> torch.Tensor:
        return (torch.rand(*shape, generator=source) * 2 - 1) * bound

    first, offset = uniform(3, 4, bound=0.5), uniform(3, bound=0.5)
    last, last_offset = uniform(1, 3, bound=3**-0.5), uniform(1, bound=3**-0.5)
    sums = uniform(INPUTS, 4, bound=3.0 * scale) @ first.T + offset
    hidden = activation(sums)
    return sums, hidden, hidden @ last.T + last_offset


def signs_in_networks(f: Callable | None = None) -> pd.DataFrame:
    """For five networks, inputs as usual and 1000 times as large: how many values are negative before f, negative or
    NaN behind it, exactly 0 behind it, and negative in the output."""
    import torch

    f, rows = f or torch.nn.Softplus(), []
    for scale in (1.0, 1000.0):
        for seed in range(5):
            sums, hidden, output = _network(seed, f, scale)
            rows.append({"scale": scale, "seed": seed, "hidden_values": hidden.numel(), "outputs": output.numel(),
                         "negative_sums": int((sums < 0).sum()), "not_non_negative": int((~(hidden >= 0)).sum()),
                         "zeros": int((hidden == 0).sum()), "negative_outputs": int((output < 0).sum())})  # fmt: skip
    return pd.DataFrame(rows)


def non_negative_verdict(frame: pd.DataFrame) -> str:
    usual = frame[frame.scale == 1].sum()
    tested = usual.negative_sums > 0.25 * usual.hidden_values
    return "true" if tested and (frame.not_non_negative == 0).all() else "false"


def non_negative_sentence(frame: pd.DataFrame) -> str:
    usual, large = frame[frame.scale == 1].sum(), frame[frame.scale == 1000].sum()

    def tens(count: int, of: int) -> str:
        return f"{math.floor(count / of * 10) * 10} %"

    return (
        f"in {frame.seed.nunique()} networks 4 → 3 → 1 more than {tens(usual.negative_sums, usual.hidden_values)} of the "
        f"sums before the activation are negative and {frame.not_non_negative.sum()} of {frame.hidden_values.sum():,} "
        f"values behind it; of the final outputs more than {tens(usual.negative_outputs, usual.outputs)} are negative. "
        f"With inputs 1000 times as large more than {tens(large.zeros, large.hidden_values)} of the values behind it are "
        "exactly 0."
    )


CLAIMS = [
    Claim(id="C38", statement="After a softplus layer all values passed on are non-negative.", source=("A",),
          kind="measured", verdict="true", on="behind the activation itself, before the next layer; exact zeros occur",
          lesson="05", gather=signs_in_networks, decide=non_negative_verdict, say=non_negative_sentence),
]  # fmt: skip
