"""How often does training meet ReLU's corner exactly, and what does the slope there change?

At 0 ReLU has no derivative; a program must take some number, and PyTorch takes 0. A network 64 → 32 → 32 → 11 learns the
digits in float32 and in bfloat16, three times from the same start and with the same batches: with 0, ½ and 1 as the slope at
0. The question was asked for large networks by Bertoin, Bolte, Gerchinovitz, Pauwels, NeurIPS 2021.

A sum is exactly 0 also where nothing cancels: if all inputs of a layer are 0, the sum is the bias, and biases start at 0. So
the same is asked with blank images among the digits, one in twenty, as padding makes them; they are an eleventh class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.activations import softplus
from course_lib.studies import copies
from course_lib.studies.data import digits, divided
from course_lib.studies.networks import batches, generator
from course_lib.studies.running import Rows, run_seeds

if TYPE_CHECKING:
    import pandas as pd

KINDS = {  # name → (type, blank images among the digits)
    "float32": (torch.float32, False),
    "bfloat16": (torch.bfloat16, False),
    "float32 with blank images": (torch.float32, True),
}


class _Relu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z: Tensor, at_zero: float) -> Tensor:  # type: ignore[no-untyped-def, override]
        ctx.save_for_backward(z)
        ctx.at_zero = at_zero
        return z.clamp(min=0)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> tuple[Tensor, None]:  # type: ignore[no-untyped-def, override]
        (z,) = ctx.saved_tensors
        slope = (z > 0).to(z.dtype) + ctx.at_zero * (z == 0).to(z.dtype)
        return gradient * slope, None


def relu_with_slope(at_zero: float) -> Callable[[Tensor], Tensor]:
    """ReLU whose backward pass takes `at_zero` as the slope at 0."""
    return lambda z: _Relu.apply(z, at_zero)  # type: ignore[no-untyped-call, no-any-return]


ACTIVATIONS = {
    "slope 0": relu_with_slope(0.0),
    "slope ½": relu_with_slope(0.5),
    "slope 1": relu_with_slope(1.0),
    "softplus": softplus,
}


@dataclass(frozen=True)
class Config:
    """Smallest effect of interest: 0.01 in the accuracy, one image in a hundred of those held out.

    Plain SGD, weights and biases in the type itself.
    """

    kinds: tuple[str, ...] = tuple(KINDS)
    activations: tuple[str, ...] = tuple(ACTIVATIONS)
    width: int = 32
    epochs: int = 8
    batch: int = 32
    held_out: int = 500
    rate: float = 0.1
    smallest: float = 0.01


LONG = Config()
SMALL = Config(activations=("slope 0", "slope 1"), epochs=1, batch=256)  # for tests
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))


def images_of(blank: bool) -> tuple[Tensor, Tensor]:
    """(images, classes): pixels from 0 to 1 in sixteenths, exact in both types; `blank` adds 90 blank ones of class 10."""
    x, labels = digits()
    x = x - x.min()
    x = torch.round(x / x.max() * 16.0) / 16.0
    if blank:
        count = len(x) // 20 + 1
        x = torch.cat([x, torch.zeros(count, 64)])
        labels = torch.cat([labels, torch.full((count,), 10)])
    return x, labels


def one_seed(config: Config, seed: int) -> Rows:
    """Condition "slope 0, float32". Metrics after the last step: "accuracy" on the images held out; "zeros": exact zeros
    among a million sums of both hidden layers, over the whole training; "met": 1 if there was at least one; "same": 1 if
    every weight has the same bits as with the slope 0.
    """
    rows = Rows()
    for kind in config.kinds:
        (dtype, blank), first = KINDS[kind], None
        x, labels = images_of(blank)
        x = x.to(dtype)
        train, test = divided(len(x), config.held_out, generator(seed, 1))
        for name in config.activations:
            parts = copies.start((64, config.width, config.width, 11), 1, generator(seed, 2), dtype=dtype)
            order, zeros, sums, step = generator(seed, 3), 0, 0, 0
            for _ in range(config.epochs):
                for batch in batches(len(train), config.batch, order):
                    chosen = train[batch]
                    hidden, outputs = copies.forward(parts, x[chosen], ACTIVATIONS[name])
                    loss = F.cross_entropy(outputs[0].float(), labels[chosen])
                    copies.sgd(parts, copies.gradients(loss, parts), config.rate)
                    zeros += sum(int((z == 0).sum()) for z in hidden)
                    sums += sum(z.numel() for z in hidden)
                    step += 1
            with torch.no_grad():
                outputs = copies.forward(parts, x[test], ACTIVATIONS[name])[1][0]
            first = first or parts
            same = all(torch.equal(part, other) for part, other in zip(parts, first, strict=True))
            condition = f"{name}, {kind}"
            rows.add(condition, "accuracy", (outputs.argmax(1) == labels[test]).double().mean(), step)
            rows.add(condition, "zeros", zeros / sums * 1e6, step)
            rows.add(condition, "met", float(zeros > 0), step)
            if name != "softplus":
                rows.add(condition, "same", float(same), step)
    return rows


def run(
    config: Config = Config(),
    seeds: Iterable[int] = range(5),
    executor: Executor | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """The frame (seed, condition, step, metric, value) of these seeds; step counts updates."""
    return run_seeds(one_seed, config, seeds, executor, progress)
