"""Every sentence of the course that can be wrong, with the function that measures it.

    state("C07")      what a lesson shows: the sentence, its verdict, what was measured just now
    settle("C07")     the same as data; `.agrees` is what CI asserts, `.complaint()` says what to correct
    CLAIMS            id → Claim, gathered from course_lib/claims/ledger/, one module a lesson

To add a claim: append a `Claim` to CLAIMS in `ledger/lesson_NN.py` with a `measure` function that derives the
verdict from numbers, name a wrong specimen that must refute it in `tests/claims/refutations_NN.py`, and show it
in the lesson in a code cell tagged `claim:C07` that calls `state("C07")`.
"""

from course_lib.claims.entry import KINDS, VERDICTS, Claim, Measured
from course_lib.claims.catalogue import CLAIMS, gather
from course_lib.claims.shown import Settled, Statement, claims_command, settle, state

__all__ = [
    "CLAIMS",
    "KINDS",
    "VERDICTS",
    "Claim",
    "Measured",
    "Settled",
    "Statement",
    "claims_command",
    "gather",
    "settle",
    "state",
]
