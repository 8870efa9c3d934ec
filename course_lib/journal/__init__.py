"""The learner's own record: one JSON file in the user's data folder (`COURSE_DATA` overrides).

Written whole or not at all, by several kernels at once; a damaged file is set aside with a notice, never deleted.

`keep_prediction(id, choice)` → `Prediction`      `prediction(id)` → `Prediction | None`
`keep_answer(id, choice, correct)` → `Answer`     `answers(id)` → tuple, oldest first
`keep_attempt(id, points, out_of, failed=())` → `Attempt`   `attempts(id)` → tuple, oldest first
`keep_hint(id, number)` → highest shown             `hints_taken(id)` → int
`record()` → `Record` (predictions, answers, attempts, hints, notices; `missed`, `ever_missed`)
`folder()`, `path()`  where it is.  Writing raises `JournalError` (with what to do) if the folder is read-only.
"""

from course_lib.journal.entries import (
    Answer,
    Attempt,
    Prediction,
    Record,
    answers,
    attempts,
    hints_taken,
    keep_answer,
    keep_attempt,
    keep_hint,
    keep_prediction,
    prediction,
    record,
)
from course_lib.journal.json_file import JournalError, JournalWarning, folder, path

__all__ = [
    "Answer",
    "Attempt",
    "JournalError",
    "JournalWarning",
    "Prediction",
    "Record",
    "answers",
    "attempts",
    "folder",
    "hints_taken",
    "keep_answer",
    "keep_attempt",
    "keep_hint",
    "keep_prediction",
    "path",
    "prediction",
    "record",
]
