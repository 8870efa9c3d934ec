"""The stylesheet, and how it reaches a page."""

from __future__ import annotations

import functools
import re
import sys
from importlib.resources import files


@functools.cache
def stylesheet() -> str:
    """The rules of `panels.css`, without comments and line breaks."""
    text = (files(__package__) / "panels.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()


def styled(markup: str) -> str:
    """`markup` with the stylesheet before it.

    The stylesheet travels with each output: any one of them may be cleared, or be the only one of its page. Where a page
    takes styles away (GitHub, an untrusted notebook) the bare HTML is readable too.
    """
    return f"<style>{stylesheet()}</style>{markup}"


def in_notebook() -> bool:
    """True in a Jupyter kernel, where an output can show HTML; False in a terminal or a script."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module is not None else None
    return shell is not None and shell.has_trait("kernel")
