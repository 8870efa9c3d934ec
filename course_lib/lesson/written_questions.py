"""The content of a lesson's questions: one TOML file a lesson, `questions/lesson_NN.toml`.

A cell says `predict("01-P1")`; question, options, the right one and the reasons stand in the file. So a repository page or a
learner's copy shows no answer, and a translation is another folder of files: set `COURSE_QUESTIONS` to it.

    [01-P1]                       a prediction: question and options; also, if the experiment has them,
    question = "What is …?"
    measured = "{height:.2f}"     the sentence of `compare("01-P1", height=…)`
    alt = "{axes} The gap …"      alt text and caption of `show(fig, "01-P1", axes=describe(ax))`
    caption = "The gap is …"

    [[01-P1.options]]
    text = "half of ln 2"
    reason = "The formula divides by β …"      eight words or more
    correct = true                             exactly one

    [01-F1]                       a figure that is no experiment's: alt and caption alone
    [[02-R1.questions]]           of `recall`: about, question, options

`measured`, `alt` and `caption` are templates of `str.format`; the call gives the numbers by name.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course_lib.lesson.options import Option, checked_options, checked_question

TEMPLATES = ("measured", "alt", "caption")
_KEYS = {
    "P": {"question", "options", *TEMPLATES},
    "Q": {"question", "options"},
    "X": {"question", "options"},
    "R": {"question", "options", "questions"},
    "F": {"alt", "caption"},
}


@dataclass(frozen=True)
class Written:
    """One question as the file has it. In `recall`, `questions` holds several, each with the id that it is `about`."""

    id: str
    question: str = ""
    options: tuple[Option, ...] = ()
    about: str = ""
    questions: tuple[Written, ...] = ()
    templates: Mapping[str, str] | None = None

    def filled(self, verb: str, part: str, values: Mapping[str, object]) -> str:
        """The template `part` with the numbers of the call. Raises `ValueError` that says which name is missing."""
        template = (self.templates or {}).get(part)
        if template is None:
            raise ValueError(
                f"{verb}: {self.id} has no {part!r} in {file_of(self.id)}. Write it there, or pass {part}=…"
            )
        try:
            return template.format(**values)
        except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
            given = ", ".join(values) or "none"
            raise ValueError(
                f"{verb}: the {part} of {self.id} is {template!r}, and the call gives these names: {given}. "
                f"It cannot be filled ({type(error).__name__}: {error}). Pass each name of the template."
            ) from None


def folder() -> Path:
    """Where the files are: `COURSE_QUESTIONS` if it is set, else the package."""
    chosen = os.environ.get("COURSE_QUESTIONS")
    return Path(chosen) if chosen else Path(__file__).with_name("questions")


def file_of(id: str) -> Path:
    """The file of the lesson that `id` belongs to."""
    return folder() / f"lesson_{id[:2]}.toml"


def written(id: str, verb: str) -> Written:
    """The content of `id`. Raises `ValueError` that says what the file holds."""
    path = file_of(id)
    found = _lesson(path, path.stat().st_mtime_ns) if path.is_file() else {}
    if id not in found:
        holds = f"it holds {', '.join(found)}" if found else "there is no such file"
        raise ValueError(
            f"{verb}: {id!r} is not in {path.name} ({holds}). Write [{id}] with its question and options in {path}, "
            f'or pass them: {verb}("{id}", "Question?", [Option(…), …]).'
        )
    return found[id]


@lru_cache(maxsize=32)
def _lesson(path: Path, changed: int) -> Mapping[str, Written]:
    """All questions of one file; read again when the file has `changed`."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path} cannot be read: {error}. It must be TOML in UTF-8.") from None
    return {id: _written(path, id, table) for id, table in tables.items()}


def _written(path: Path, id: str, table: Any) -> Written:
    kind = id[3:4] if len(id) > 4 else ""
    known = _KEYS.get(kind)
    if known is None or id[:2] != path.stem[-2:] or not isinstance(table, dict):
        raise ValueError(
            f"{path.name}: got the table [{id}], expected one such as [{path.stem[-2:]}-P1] "
            "(P prediction, Q quiz, R retrieval, X exit question, F figure)."
        )
    strange = sorted(table.keys() - known)
    if strange:
        raise ValueError(
            f"{path.name}, [{id}]: {strange[0]!r} is unknown; known are {', '.join(sorted(known))}."
        )
    templates = {part: " ".join(str(table[part]).split()) for part in TEMPLATES if part in table}
    if kind == "F":
        return Written(id, templates=templates)
    if "questions" in table:
        several = tuple(_asked(path, id, one, {"about", "question", "options"}) for one in table["questions"])
        return Written(id, questions=several)
    return _asked(path, id, {key: table[key] for key in table if key not in TEMPLATES}, known, templates)


def _asked(
    path: Path, id: str, table: Any, known: set[str], templates: Mapping[str, str] | None = None
) -> Written:
    where = f"{path.name}, [{id}]"
    try:
        options = tuple(Option(**row) for row in table["options"])
        return Written(
            id,
            checked_question(where, table["question"]),
            checked_options(where, options),
            table.get("about", ""),
            templates=templates or {},
        )
    except KeyError as error:
        raise ValueError(
            f"{where}: {error.args[0]!r} is missing; known are {', '.join(sorted(known))}."
        ) from None
    except TypeError as error:
        raise ValueError(
            f"{where}: {error}. An option has text, reason and perhaps correct = true."
        ) from None
