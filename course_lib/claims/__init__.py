"""Every sentence of the course that can be wrong, with the functions that measure, decide and say it.

    show_claim("C07")           what a lesson shows: the sentence, its verdict, what was measured just now
    decide_claim("C07")         the same as data; `.agrees` is what CI asserts, `.disagreement` says what to correct
    decide_claim("C07", record) the same from a stored record, which `record_claim("C07")` makes
    CLAIMS                      id → Claim, from course_lib/claims/ledger/, one module a lesson

Verdicts: `true`, `false`, `half true` (which half), `depends` (on what), and two for what is true on paper only:
`exact arithmetic only` where rounding alone is at fault, so that the best possible program has the same fault, and
`not as programmed` where a program computes another function than the one it is named after, as PyTorch's softplus does
past its threshold. `show_claim` says what these two mean.

A claim about training (`kind="studied"`) names a study of `course_lib.studies`. Its long recorded run decides; the
repetition with other seeds and a short live run must be compatible. `effect` names the intervals that are compared.

To add a claim: append a `Claim` to CLAIMS in `ledger/lesson_NN.py` with three functions: `gather` measures and returns a
tidy DataFrame, `decide` derives the verdict from that frame, `say` puts it in words. Name a wrong specimen that must
refute it in `tests/claims/refutations_NN.py`, and show it in the lesson in a code cell tagged `claim:C07` that calls
`show_claim("C07")`.
"""

from course_lib.claims.catalogue import CLAIMS
from course_lib.claims.decision import Decision, decide_claim, record_claim
from course_lib.claims.entry import VERDICTS, Claim
from course_lib.claims.shown import claims_command, show_claim

state = show_claim
"""The name by which the lessons of a learner's older copy call `show_claim`."""

__all__ = [
    "CLAIMS",
    "VERDICTS",
    "Claim",
    "Decision",
    "claims_command",
    "decide_claim",
    "record_claim",
    "show_claim",
    "state",
]
