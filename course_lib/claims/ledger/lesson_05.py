"""Claim taught in lesson 05, in PyTorch: what a network passes on behind a softplus layer."""

import math
from collections.abc import Callable

from course_lib.claims.entry import Claim, Measured

NETWORKS, INPUTS = 5, 1000


def _network(seed: int, activation: Callable, scale: float) -> dict:
    """The three stages of a network 4 → 3 → 1 with PyTorch's own range of weights, on inputs in ±3·scale."""
    import torch

    source = torch.Generator().manual_seed(seed)

    def uniform(*shape: int, bound: float) -> torch.Tensor:
        return (torch.rand(*shape, generator=source) * 2 - 1) * bound

    first, offset = uniform(3, 4, bound=0.5), uniform(3, bound=0.5)
    last, last_offset = uniform(1, 3, bound=3**-0.5), uniform(1, bound=3**-0.5)
    sums = uniform(INPUTS, 4, bound=3.0 * scale) @ first.T + offset
    hidden = activation(sums)
    return {"sums": sums, "hidden": hidden, "output": hidden @ last.T + last_offset}


def _share(stages: list[dict], name: str, test: Callable) -> float:
    return sum(test(stage[name]).float().mean().item() for stage in stages) / len(stages)


def passes_on_non_negative(f: Callable | None = None) -> Measured:
    """Shares of negative numbers before and behind f in five networks; and of exact zeros for 1000-fold inputs."""
    if f is None:
        from torch.nn import Softplus

        f = Softplus()
    usual = [_network(seed, f, 1.0) for seed in range(NETWORKS)]
    large = [_network(seed, f, 1000.0) for seed in range(NETWORKS)]
    before = _share(usual, "sums", lambda t: t < 0)
    bad = sum(int((~(stage["hidden"] >= 0)).sum()) for stage in usual + large)
    outputs = _share(usual, "output", lambda t: t < 0)
    zeros = _share(large, "hidden", lambda t: t == 0)
    count = sum(stage["hidden"].numel() for stage in usual + large)

    def tens(share: float) -> str:
        return f"{math.floor(share * 10) * 10} %"

    return Measured(
        "true" if bad == 0 and before > 0.25 else "false",
        {
            "negative_before": before,
            "negative_behind": bad,
            "negative_outputs": outputs,
            "zeros_large": zeros,
        },
        f"in {NETWORKS} networks 4 → 3 → 1 more than {tens(before)} of the sums before the activation are negative and "
        f"{bad} of {count:,} values behind it; of the final outputs more than {tens(outputs)} are negative. With inputs "
        f"1000 times as large more than {tens(zeros)} of the values behind it are exactly 0.",
    )


CLAIMS = [
    Claim(
        "C38",
        "After a softplus layer all values passed on are non-negative.",
        ("A",),
        "measured",
        "true",
        "05",
        on="behind the activation itself, before the next layer; exact zeros occur",
        measure=passes_on_non_negative,
    ),
]
