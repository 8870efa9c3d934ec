"""Several workers: one thread each. Two threads of two workers on two cores wait for one another more than they work."""

import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """In the controller, before the workers start: they, and what they start, inherit it. Whoever has set it is obeyed."""
    if session.config.getoption("dist", "no") != "no":
        os.environ.setdefault("OMP_NUM_THREADS", "1")
