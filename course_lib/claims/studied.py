"""A claim about training: does another run contradict the recorded one?

The recorded run decides. Two other runs must be compatible with it: the recorded repetition, which has other seeds, leads to
the same verdict; and a short live run, which has few seeds, finds each effect in an interval that overlaps the recorded one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from course_lib.claims.entry import Claim

if TYPE_CHECKING:
    import pandas as pd


def conflicts(claim: Claim, frame: pd.DataFrame) -> tuple[str, ...]:
    """What contradicts the frame of the recorded run, in words with what to do; empty where nothing does."""
    from course_lib.studies import recorded

    assert claim.decide and claim.gather
    found = []
    verdict, repeated = claim.decide(frame), claim.decide(recorded(claim.study, again=True).frame)
    if repeated != verdict:
        found.append(
            f"the recorded run of the study {claim.study!r} says {verdict!r}, its repetition with other seeds {repeated!r}; "
            "what depends on the seeds is not settled: state that, or record more seeds."
        )
    return (*found, *_apart(claim, claim.gather(), frame))


def _apart(claim: Claim, live: pd.DataFrame, frame: pd.DataFrame) -> list[str]:
    assert claim.effect
    now, then = claim.effect(live), claim.effect(frame)
    if set(now) != set(then):
        return [
            f"the live run measures {sorted(now)}, the recorded one {sorted(then)}; both must measure the same."
        ]
    return [
        f"{name} is {now[name].in_words()} live and {then[name].in_words()} recorded; the intervals do not overlap. If the "
        f"code has changed, record it anew: python -m course_lib.studies record {claim.study}, and with --again."
        for name in now
        if not overlap(now[name], then[name])
    ]


def overlap(one: Any, other: Any) -> bool:
    """Whether two intervals share a point, up to rounding; never where an end is infinite or NaN (under two finite values).

    Two runs that find the same constant for every seed have intervals of no width; machines round it differently.
    """
    slack = 1e-6 * max(abs(one.mean), abs(other.mean))
    ends = (one.low, one.high, other.low, other.high)
    return all(map(math.isfinite, ends)) and one.low <= other.high + slack and other.low <= one.high + slack
