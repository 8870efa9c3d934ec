"""The words of the judge's own causes: every key that the judge names is in the file, and every key there is named."""

import re
import tomllib
from pathlib import Path

import pytest

from course_lib.checks.judge import causes

FOLDER = Path(causes.__file__).parent
WORDS = tomllib.loads((FOLDER / "causes.toml").read_text(encoding="utf-8"))
IN_FILE = {f"{module}.{name}" for module, tables in WORDS.items() for name in tables}


def test_named_keys_and_written_keys_are_the_same():
    sources = [path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py")]
    named = {key for source in sources for key in re.findall(r'named_cause\(\s*"([\w.-]+)"', source)}
    assert named == IN_FILE and len(named) > 40


@pytest.mark.parametrize("key", sorted(IN_FILE))
def test_each_says_why_and_what_to_do_next(key):
    module, name = key.split(".")
    words = WORDS[module][name]
    assert {"why", "next_step"} <= words.keys() <= {"id", "why", "next_step"}
    assert len(words["next_step"].split()) >= 4


def test_a_name_that_was_not_filled_in_is_an_error():
    with pytest.raises(KeyError):
        causes.named_cause("values.shape-lost")
