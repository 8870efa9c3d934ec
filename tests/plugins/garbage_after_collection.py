"""No garbage collection while pytest imports and collects, and none afterwards of what that made, until the session ends.

Nearly all of it (modules, items) lives as long as the process, and Python would walk through it again and again.
"""

import gc

import pytest


def pytest_configure():
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish():
    """pytest looks for leaks at its end, and then among everything."""
    gc.unfreeze()
    gc.enable()
