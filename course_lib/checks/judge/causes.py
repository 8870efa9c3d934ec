"""The causes that any task may have: `causes.toml` holds their words, by the module that finds them and by id."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from course_lib.tasks.task import Cause


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def named_cause(key: str, witness: str = "", /, **filled: Any) -> Cause:
    """The cause `<module>.<id>`, with the names in braces `filled` in ({x}, the task's own argument, by `causes_of`)."""
    module, name = key.split(".")
    words = {"id": name, **_words()[module][name]}
    told = {part: text.format(**{"x": "{x}"} | filled).strip() for part, text in words.items()}
    return Cause(told["id"], told["why"], told["next_step"], witness)
