"""Measure a claim again and hold it against what the course says."""

import html
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.claims.entry import SOURCES, Claim, Measured
from course_lib.claims.catalogue import CLAIMS


@dataclass(frozen=True)
class Settled:
    """A claim beside its measurement. `agrees` is what CI asserts."""

    claim: Claim
    measured: Measured | None
    parts: tuple["Settled", ...] = ()

    @property
    def agrees(self) -> bool:
        own = self.measured is None or self.measured.verdict == self.claim.verdict
        return own and all(part.agrees for part in self.parts)

    def complaint(self) -> str:
        """Why it does not agree, and what to do; empty where it does."""
        lines = []
        if self.measured is not None and self.measured.verdict != self.claim.verdict:
            lines.append(
                f"claim {self.claim.id} (lesson {self.claim.lesson}) is stated as {self.claim.verdict!r} but measured as "
                f"{self.measured.verdict!r}: {self.measured.sentence} Correct the entry in "
                f"course_lib/claims/ledger/lesson_{self.claim.lesson}.py and the sentence in the lesson, "
                "or mend what it measures."
            )
        return "\n".join(lines + [part.complaint() for part in self.parts if not part.agrees])


def settle(claim_id: str) -> Settled:
    """Run the measurement of one claim (and of those it rests on).

    Raises KeyError, with the known ids, for an unknown id.
    """
    return _settle(CLAIMS[claim_id])


def _settle(claim: Claim) -> Settled:
    measured = claim.measure() if claim.measure is not None else None
    return Settled(claim, measured, tuple(settle(part) for part in claim.rests_on))


@dataclass(frozen=True)
class Statement:
    """How a lesson shows a settled claim: sentence, verdict, finding; the same words as text and as HTML."""

    settled: Settled

    def lines(self) -> list[tuple[str, str]]:
        claim, measured = self.settled.claim, self.settled.measured
        verdict = f"{claim.verdict} ({claim.on})" if claim.on else claim.verdict
        rows = [("Claim " + claim.id, claim.statement), ("Verdict", verdict)]
        if measured is not None:
            rows.append(("Measured", measured.sentence))
        rows += [("Rests on", ", ".join(claim.rests_on))] if claim.rests_on else []
        rows += [("Reference", line) for line in claim.references]
        return [*rows, ("Said by", ", ".join(SOURCES[name] for name in claim.source))]

    def __repr__(self) -> str:
        return "\n".join(f"{name:9} {text}" for name, text in self.lines())

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left;vertical-align:top">{html.escape(name)}</th>'
            f'<td style="text-align:left">{html.escape(text)}</td></tr>'
            for name, text in self.lines()
        )
        return f'<table aria-label="Claim {self.settled.claim.id} and its measurement">{rows}</table>'


def state(claim_id: str) -> Statement:
    """Show a claim in a lesson, measured in this kernel.

    Raises AssertionError if the measurement contradicts the stated verdict: a lesson never shows a refuted sentence.
    """
    settled = settle(claim_id)
    if not settled.agrees:
        raise AssertionError(settled.complaint())
    return Statement(settled)


def claims_command(names: Sequence[str] = ()) -> int:
    """Print every claim (or those named) with its measurement; 1 if one is refuted, 2 for an unknown id."""
    unknown = [name for name in names if name not in CLAIMS]
    if unknown:
        print(f"no claim {', '.join(unknown)}; the ledger has {', '.join(CLAIMS)}", file=sys.stderr)
        return 2
    refuted = 0
    for name in names or CLAIMS:
        settled = settle(name)
        refuted += not settled.agrees
        print(Statement(settled))
        print("Agrees    " + ("yes" if settled.agrees else "NO: " + settled.complaint()) + "\n")
    count = len(names or CLAIMS)
    print(f"{count} claim{'s' * (count != 1)}, {refuted} refuted")
    return int(refuted > 0)
