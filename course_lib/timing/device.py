"""Where a function runs: how to wait for it, how to time a block of calls, and how to empty its cache.

A GPU works on while Python goes on, so a block is timed in one of two ways. Launches shown: the host's clock, from an idle
device to an idle device; what one call in a program costs. Launches hidden: the device first gets a task that keeps it busy
while the block is launched, and its own events time the block; what the arithmetic costs.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import torch

from course_lib.timing.errors import TimingError

KINDS = ("cpu", "cuda", "mps")
CPU_FLUSH_BYTES = 256 * 2**20
"""More than the last cache of any processor we know; PyTorch does not say how large it is."""


@dataclass(frozen=True)
class Device:
    """A device by its name in PyTorch: "cpu", "cuda", "cuda:1", "mps". Raises TimingError for one that is not here."""

    name: str
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        try:  # a number would be taken for a GPU where there is one
            device = torch.device(self.name) if isinstance(self.name, str) else None
        except RuntimeError:
            device = None
        if device is None or device.type not in KINDS:
            raise TimingError(f"the device {self.name!r} is unknown; known are {', '.join(KINDS)}.")
        object.__setattr__(self, "kind", device.type)
        present = {
            "cpu": True,
            "cuda": (device.index or 0) < torch.cuda.device_count(),
            "mps": torch.backends.mps.is_available(),
        }
        if not present[device.type]:
            raise TimingError(
                f"PyTorch sees no device {self.name!r} on this machine; use 'cpu', or show a recorded run."
            )

    def wait(self) -> None:
        """Until everything that was launched has ended."""
        if self.kind == "cuda":
            torch.cuda.synchronize(self.name)
        elif self.kind == "mps":
            torch.mps.synchronize()

    def seconds(self, block: Callable[[], object], hide_launches: bool = False) -> float:
        """How long the block takes, from an idle device to an idle device. hide_launches: see the module's text."""
        self.wait()
        if hide_launches and self.kind == "cuda":
            return self._by_events(block)
        start = time.perf_counter_ns()
        block()
        self.wait()
        return (time.perf_counter_ns() - start) * 1e-9

    def _by_events(self, block: Callable[[], object]) -> float:
        first, last = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        with torch.cuda.device(self.name):
            torch.cuda._sleep(20_000_000)  # about 10 ms: the block is launched while the device is busy
            first.record()
            block()
            last.record()
        self.wait()
        return first.elapsed_time(last) * 1e-3

    def flush(self) -> None:
        """Overwrite more than the last cache holds, and wait: what was in a cache is not there any more."""
        _large(self.name, self.flush_bytes).add_(1.0)
        self.wait()

    @property
    def flush_bytes(self) -> int:
        """One and a half times the GPU's own L2 cache; on a CPU a size that no cache has."""
        if self.kind != "cuda":
            return CPU_FLUSH_BYTES
        return max(16 * 2**20, 3 * torch.cuda.get_device_properties(self.name).L2_cache_size // 2)

    def free_bytes(self) -> int | None:
        """Memory that an array may still take; None where the system does not tell."""
        if self.kind == "cuda":
            return torch.cuda.mem_get_info(self.name)[0]
        if self.kind == "cpu":
            return _available_memory()
        return torch.mps.recommended_max_memory() - torch.mps.current_allocated_memory()


@functools.cache
def _large(name: str, size: int) -> torch.Tensor:
    return torch.zeros(size // 4, device=name)


def _available_memory() -> int | None:
    from pathlib import Path

    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:
        import os

        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, OSError, ValueError):
        return None


def check_fits(device: Device, size: int, item_bytes: int, arrays: int) -> None:
    """Refuse `arrays` arrays of `size` numbers, before they are made, that need more than nine tenths of what is free."""
    needed, free = size * item_bytes * arrays, device.free_bytes()
    if free is not None and needed > 0.9 * free:
        raise TimingError(
            f"{size:,} numbers of {item_bytes} bytes in {arrays} arrays need {needed / 1e9:.1f} GB; {device.name} has "
            f"{free / 1e9:.1f} GB free. Take a smaller size."
        )


def settle_memory() -> None:
    """Free one large array, as any program that trains has done: from then on freed arrays are kept and used again.

    glibc keeps blocks up to the largest one freed, and 32 MB at most. Without this step two arrays of 4 MB lie at its
    limit, and chance decides whether a call gets 0 or 580 new pages.
    """
    block = torch.empty(31 * 2**18)
    del block
