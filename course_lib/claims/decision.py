"""Measure a claim again, or take a stored record, and compare the verdict with what the course says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_lib.claims.catalogue import CLAIMS
from course_lib.claims.entry import Claim
from course_lib.claims.studied import conflicts

if TYPE_CHECKING:
    from course_lib.records import Record


@dataclass(frozen=True)
class Decision:
    """A claim and what its frame says: verdict and sentence, both empty where the claim itself is not measured."""

    claim: Claim
    verdict: str = ""
    sentence: str = ""
    parts: tuple[Decision, ...] = ()
    conflicts: tuple[str, ...] = ()
    """Of a claim about training: where its repetition with other seeds, or a short live run, contradicts the record."""

    @property
    def agrees(self) -> bool:
        """Whether the measured verdict, and that of every claim that this one rests on, is the stated one."""
        own = self.verdict in ("", self.claim.verdict) and not self.conflicts
        return own and all(part.agrees for part in self.parts)

    @property
    def disagreement(self) -> str:
        """Where the measurement contradicts the course, and what to do; empty where it agrees."""
        claim, parts = self.claim, [part.disagreement for part in self.parts if not part.agrees]
        own = (
            f"claim {claim.id} (lesson {claim.lesson}) is stated as {claim.verdict!r} but measured as {self.verdict!r}: "
            f"{self.sentence} Correct the entry in course_lib/claims/ledger/lesson_{claim.lesson}.py and the sentence in "
            "the lesson, or mend what it measures."
        )
        found = [f"claim {claim.id} (lesson {claim.lesson}): {conflict}" for conflict in self.conflicts]
        return "\n".join([*([] if self.verdict in ("", claim.verdict) else [own]), *found, *parts])


def decide_claim(claim_id: str, record: Record | None = None) -> Decision:
    """Decide a claim from a measurement made now, or from a record of one; and those that it rests on.

    A claim about training (kind "studied") is decided from its study's recorded run. Without a record given, the repetition
    with other seeds must lead to the same verdict, and a short live run must be compatible.
    Raises KeyError, with the known ids, for an unknown id; ValueError for a record of something else or without its columns;
    TypeError for a path in place of a record.
    """
    claim = CLAIMS[claim_id]
    if isinstance(record, str | Path):
        raise TypeError(
            f"claim {claim_id} was given the path {str(record)!r}; give load(path) of course_lib.records."
        )
    if record and record.command.split(", ")[0] not in _commands(claim):
        raise ValueError(
            f"claim {claim_id} was given a record of {record.command!r}; give one of {_commands(claim)[0]!r}."
        )
    parts = tuple(map(decide_claim, claim.rests_on))
    if not (claim.gather and claim.decide and claim.say):
        return Decision(claim, parts=parts)
    if claim.study:
        from course_lib.studies import recorded

        frame = (record or recorded(claim.study)).frame
        found = () if record else conflicts(claim, frame)
    else:
        frame, found = record.frame if record else claim.gather(), ()
    try:
        return Decision(claim, claim.decide(frame), claim.say(frame), parts, found)
    except (AttributeError, KeyError) as missing:
        if record is None:
            raise
        repair = f"make it anew: {record.command!r}"
        raise ValueError(f"the record of claim {claim_id} lacks a column: {missing}; {repair}.") from missing


def record_claim(claim_id: str, **settings: Any) -> Record:
    """Measure a claim now and here, with the settings of its `gather`, as a record that `decide_claim` takes.

    Raises KeyError for an unknown id, ValueError for a claim that is not measured.
    """
    from course_lib.records import new_record

    claim = CLAIMS[claim_id]
    if claim.gather is None:
        raise ValueError(f"claim {claim_id} is of kind {claim.kind!r}; only a measured one has a record.")
    changed = [f"{name}={getattr(value, '__name__', value)}" for name, value in settings.items()]
    return new_record(claim.gather(**settings), ", ".join([_own_command(claim), *changed]), ("torch",))


def _own_command(claim: Claim) -> str:
    return f"python -m course_lib claims {claim.id}"


def _commands(claim: Claim) -> tuple[str, ...]:
    """Whose records decide the claim."""
    recorded = f"python -m course_lib.studies record {claim.study}"
    return (recorded, f"{recorded} --again", _own_command(claim)) if claim.study else (_own_command(claim),)
