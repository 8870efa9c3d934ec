"""What else happens while something is timed: pages, interruptions, load, threads, clocks."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Counters:
    """What the system has counted for this process so far: new memory pages, and how often it was interrupted.

    NaN where the system does not count (Windows).
    """

    page_faults: float
    interruptions: float

    def since(self, earlier: Counters) -> Counters:
        return Counters(self.page_faults - earlier.page_faults, self.interruptions - earlier.interruptions)


def counters() -> Counters:
    try:
        import resource
    except ImportError:
        return Counters(float("nan"), float("nan"))
    found = resource.getrusage(resource.RUSAGE_SELF)
    return Counters(float(found.ru_minflt), float(found.ru_nivcsw))


def load() -> float:
    """Processes that want to run, averaged over a minute; NaN where the system does not tell."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")


def busy_words(threads: int) -> str:
    """Empty, or a sentence where other programs use the cores that `threads` threads need."""
    cores, now = os.cpu_count() or 1, load()
    if not now + threads > cores + 0.7:
        return ""
    return (
        f"about {now:.1f} programs want to run on {cores} cores, and this one wants {threads}: wait until the machine is "
        "quiet, or expect wide intervals"
    )


def machine(device_name: str = "cpu") -> dict[str, str | int | float]:
    """What a reader needs to judge a time: processor, cores, threads, load; of a GPU its name, driver, clocks and caches."""
    facts: dict[str, str | int | float] = {
        "device": device_name,
        "processor": _processor(),
        "vector code": torch.backends.cpu.get_cpu_capability(),
        "cores": os.cpu_count() or 1,
        "threads": torch.get_num_threads(),
    }
    if load() == load():
        facts["load"] = round(load(), 2)
    if torch.device(device_name).type == "cuda":
        facts |= _gpu(device_name)
    return facts


def _processor() -> str:
    from pathlib import Path

    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine() or "unknown"


def _gpu(name: str) -> dict[str, str | int | float]:
    found = torch.cuda.get_device_properties(name)
    facts: dict[str, str | int | float] = {
        "gpu": found.name,
        "gpu memory GB": round(found.total_memory / 1e9, 1),
        "L2 cache MB": round(found.L2_cache_size / 2**20, 1),
        "multiprocessors": found.multi_processor_count,
        "cuda": torch.version.cuda or "unknown",
    }
    for fact, read in (("clock MHz", torch.cuda.clock_rate), ("power W", torch.cuda.power_draw)):
        try:
            value = read(torch.device(name))
        except Exception:  # needs nvidia-ml-py and a driver that tells
            continue
        facts[fact] = round(value / 1000, 1) if fact == "power W" else value
    return facts
