"""How a lesson and the command line show a claim with its measurement."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.claims.catalogue import CLAIMS
from course_lib.claims.decision import Decision, decide_claim
from course_lib.claims.entry import MEANINGS, SOURCES
from course_lib.page import prose, rows, styled
from course_lib.terminal import say

COMPATIBLE = (
    "the recorded repetition, with other seeds, leads to the same verdict; in a short run made just now each interval "
    "overlaps the recorded one."
)


@dataclass(frozen=True)
class ShownClaim:
    """Statement, verdict and finding of a decided claim, in the same words as text and as HTML."""

    decision: Decision

    def lines(self) -> list[tuple[str, str]]:
        claim = self.decision.claim
        meaning = MEANINGS.get(claim.verdict, "")
        verdict = claim.verdict + (f": {meaning}" if meaning else "") + (f" ({claim.on})" if claim.on else "")
        rows = [("Claim " + claim.id, claim.statement), ("Verdict", verdict)]
        rows += [("Measured", self.decision.sentence)] if self.decision.sentence and not claim.study else []
        if claim.study:
            rows += [("Recorded", self.decision.sentence)]
            rows += [] if self.decision.conflicts else [("Again", COMPATIBLE)]
        rows += [("Rests on", ", ".join(claim.rests_on))] if claim.rests_on else []
        rows += [("Reference", line) for line in claim.references]
        return [*rows, ("Said by", ", ".join(SOURCES[name] for name in claim.source))]

    def __repr__(self) -> str:
        return "\n".join(f"{name:9} {text}" for name, text in self.lines())

    def _repr_html_(self) -> str:
        (name, statement), *more = self.lines()
        return styled(
            f'<section class="course-panel course-claim" role="group" aria-label="{name} and its measurement">'
            f'<p class="course-kind">{name}</p><p class="course-title"><strong>{prose(statement)}</strong></p>'
            f"{rows((name, prose(text)) for name, text in more)}</section>"
        )


def show_claim(claim_id: str) -> ShownClaim:
    """Show a claim in a lesson, measured in this kernel; a claim about training: recorded, and compared with a live run.

    Raises AssertionError if the measurement contradicts the stated verdict: a lesson never shows a refuted sentence.
    """
    decision = decide_claim(claim_id)
    if not decision.agrees:
        raise AssertionError(decision.disagreement)
    return ShownClaim(decision)


def claims_command(names: Sequence[str] = ()) -> int:
    """Print every claim (or those named) with its measurement; 1 if one is refuted, 2 for an unknown id."""
    unknown = [name for name in names if name not in CLAIMS]
    if unknown:
        say(f"no claim {', '.join(unknown)}; the ledger has {', '.join(CLAIMS)}", file=sys.stderr)
        return 2
    shown = names or list(CLAIMS)
    refuted = 0
    for decision in map(decide_claim, shown):
        refuted += not decision.agrees
        say(ShownClaim(decision))
        say("Agrees    " + ("yes" if decision.agrees else "NO: " + decision.disagreement) + "\n")
    say(f"{len(shown)} claim{'s' * (len(shown) != 1)}, {refuted} refuted")
    return int(refuted > 0)
