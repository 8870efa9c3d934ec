"""What a device can do at best: bytes it copies and multiplications it does in a second, both measured.

A function that reads n numbers and writes n numbers cannot be faster than a copy of them; one that computes much on each
number cannot be faster than its arithmetic (Williams, Waterman, Patterson 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from course_lib.timing.device import Device, check_fits, settle_memory
from course_lib.timing.errors import TimingError
from course_lib.timing.measurement import measure

COPY_SIZES = {"cpu": 2**24, "cuda": 2**28, "mps": 2**26}
MATRIX = {"cpu": 1024, "cuda": 8192, "mps": 4096}


@dataclass(frozen=True)
class Roofline:
    """bytes_per_second: read and written by a copy, from the median of its samples. flops_per_second: of a matrix product in
    float32, one multiplication and one addition counted as two."""

    device: str
    threads: int
    bytes_per_second: float
    flops_per_second: float

    def seconds(self, size: int, items: float, item_bytes: int = 4, flops: float = 0.0) -> float:
        """The least time for `size` elements that move `items` numbers each and need `flops` operations each.

        items: 2 for an activation's forward pass (read x, write y), 3 for its backward pass (read the gradient and what was
        kept, write the gradient).
        """
        if size < 1 or items <= 0 or item_bytes < 1 or flops < 0:
            raise TimingError(
                f"size={size!r}, items={items!r}, item_bytes={item_bytes!r}, flops={flops!r}: give positive numbers."
            )
        return max(size * items * item_bytes / self.bytes_per_second, size * flops / self.flops_per_second)

    def share(self, seconds: float, size: int, items: float, item_bytes: int = 4) -> float:
        """The share of the copy's bandwidth that a call reaches which took `seconds`."""
        return self.seconds(size, items, item_bytes) / seconds

    def in_words(self) -> str:
        """cpu, 1 thread: copies 9.8 GB/s (read and written), 61 GFLOP/s in float32."""
        threads = "1 thread" if self.threads == 1 else f"{self.threads} threads"
        return (
            f"{self.device}, {threads}: copies {self.bytes_per_second / 1e9:.3g} GB/s (read and written), "
            f"{self.flops_per_second / 1e9:.3g} GFLOP/s in float32"
        )


def roofline(device: str = "cpu", budget: float = 2.0, size: int = 0, matrix: int = 0) -> Roofline:
    """Measure a copy of `size` float32 numbers, and a product of two `matrix` × `matrix` matrices, on this device.

    Half the budget each. The copy is larger than any cache, so it measures memory. Raises TimingError where it does not fit.
    """
    where = Device(device)
    size, matrix = size or COPY_SIZES[where.kind], matrix or MATRIX[where.kind]
    check_fits(where, size, 4, 2)
    settle_memory()
    source, target = torch.ones(size, device=device), torch.empty(size, device=device)
    copied = measure(
        lambda: target.copy_(source), "copy", budget=budget / 2, device=device, hide_launches=True
    )
    a = torch.ones(matrix, matrix, device=device)
    b = torch.full((matrix, matrix), 1.0 / matrix, device=device)
    product = measure(lambda: a @ b, "product", budget=budget / 2, device=device, hide_launches=True)
    return Roofline(
        device, torch.get_num_threads(), 2 * 4 * size / copied.median, 2 * matrix**3 / product.median
    )
