"""What happens where there is no browser: a visible reason on a laptop, a failure in CI."""

import sys

import lab
import pytest


def test_a_laptop_skips_with_a_reason(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"no Chromium or Chrome found .* COURSE_CHROMIUM"):
        lab.no_browser()


def test_ci_never_skips(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="in CI these tests are never skipped"):
        lab.no_browser()


def test_a_browser_can_be_named(monkeypatch):
    monkeypatch.setenv("COURSE_CHROMIUM", sys.executable)
    assert lab.find_chromium() == sys.executable
