"""At the end of each run: wall and CPU seconds, and the ten files that cost most. Shown, never asserted.

CPU seconds are user and system time, with those of all processes that a test started and waited for; warm kernels are
counted for the file that started them.
"""

import os
import time

import pytest
from warm_kernels import kernel_seconds

SHOWN = 10
_began = pytest.StashKey()
_spent = 0.0  # CPU seconds of this process and its children at the end of the last phase of a test


def cpu_seconds():
    """User and system time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def pytest_configure(config):
    config.stash[_began] = time.monotonic(), cpu_seconds()


def pytest_runtest_logstart():
    global _spent
    _spent = cpu_seconds()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    global _spent
    report = yield
    now = cpu_seconds()
    report.cpu_seconds, _spent = now - _spent, now
    return report


def pytest_terminal_summary(terminalreporter, config):
    spent = {name: [0.0, seconds] for name, seconds in kernel_seconds(config).items()}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "cpu_seconds"):
                row = spent.setdefault(report.nodeid.split("::")[0], [0.0, 0.0])
                row[0] += report.duration
                row[1] += report.cpu_seconds
    wall, cpu = config.stash[_began]
    line = terminalreporter.write_line
    line(f"time: {time.monotonic() - wall:.0f} s wall, {cpu_seconds() - cpu:.0f} s CPU with all children")
    for name, (seconds, cpu) in sorted(spent.items(), key=lambda row: -row[1][1])[:SHOWN]:
        line(f"time: {cpu:6.1f} s CPU {seconds:6.1f} s wall  {name}")
