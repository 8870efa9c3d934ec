"""Claims taught in lesson 08, positive outputs: what the response changes, for counts and for a learned scale."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from course_lib.claims.entry import Claim

if TYPE_CHECKING:
    import pandas as pd

    from course_lib.studies import Interval

LIVE = range(2000, 2003)
"""Seeds of the short live runs; no recorded run has them."""


# C28: counts ----------------------------------------------------------------------------------------------------------


def counts_live() -> pd.DataFrame:
    from course_lib.studies.count_response import Config, run

    return run(Config(responses=("exp", "softplus")), LIVE)


def fits(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference, mean_of

    return {
        "deviance, softplus − exp": difference(frame, "deviance", "softplus", "exp"),
        "predicted / observed at the top, exp": mean_of(frame, "top ratio", "exp"),
        "predicted / observed at the top, softplus": mean_of(frame, "top ratio", "softplus"),
    }


def fits_verdict(frame: pd.DataFrame) -> str:
    """Suits: no worse than exp as a whole, and no further from the observed mean where the predictions are highest."""
    from course_lib.studies import conclude
    from course_lib.studies.count_response import LONG

    deviance, exp_top, softplus_top = fits(frame).values()
    whole = conclude(deviance, LONG.smallest)
    if whole not in ("no difference", "smaller"):
        return "false" if whole == "larger" else "depends"
    return "true" if abs(softplus_top.mean - 1) < abs(exp_top.mean - 1) else "depends"


def fits_sentence(frame: pd.DataFrame) -> str:
    deviance, exp_top, softplus_top = (one.in_words(2) for one in fits(frame).values())
    return (
        "learned from a thousand rows of visits to a doctor, the deviance of a new row with softplus differs from that with "
        f"exp by {deviance}, where 0.04 is the smallest effect of interest. In the hundredth of people with the highest "
        f"predictions, predicted / observed mean is {exp_top} with exp and {softplus_top} with softplus."
    )


# C70, C71: a learned scale ---------------------------------------------------------------------------------------------


@cache  # two claims read it
def scale_live() -> pd.DataFrame:
    from course_lib.studies.heteroscedastic import Config, run

    return run(Config(widths=(32,)), LIVE)


def scales(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {
        "softplus − exp, 32 units": difference(frame, "likelihood", "softplus, joint", "exp, joint", step=32)
    }


def scales_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.heteroscedastic import LONG

    (found,) = (conclude(one, LONG.smallest) for one in scales(frame).values())
    return {"smaller": "true", "no difference": "false", "larger": "false"}.get(found, "depends")


def scales_sentence(frame: pd.DataFrame) -> str:
    (found,) = (one.in_words(2) for one in scales(frame).values())
    return (
        "on the diabetes data, with 32 hidden units, the negative log-likelihood of a test row with softplus for the scale, "
        f"minus that with exp, is {found}; 0.05 is the smallest effect of interest."
    )


def warm_ups(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {
        f"warm-up − joint, {name}, 32 units": difference(
            frame, "likelihood", f"{name}, warm-up", f"{name}, joint", step=32
        )
        for name in ("exp", "softplus")
    }


def warm_ups_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.heteroscedastic import LONG

    found = {conclude(one, LONG.smallest) for one in warm_ups(frame).values()}
    if found == {"smaller"}:
        return "true"
    return "false" if found <= {"larger", "no difference"} else "depends"


def warm_ups_sentence(frame: pd.DataFrame) -> str:
    exp, softplus = (one.in_words(2) for one in warm_ups(frame).values())
    return (
        "on the diabetes data, with 32 hidden units and 100 updates of the mean alone at first, the negative "
        f"log-likelihood of a test row differs from that of joint training by {exp} with exp and by {softplus} with "
        "softplus. Larger is worse."
    )


CLAIMS = [
    Claim(id="C28", statement="Softplus suits Poisson regression and intensities.", source=("A", "B"), kind="studied",
          verdict="true", lesson="08", study="count_response", gather=counts_live,
          effect=fits, decide=fits_verdict, say=fits_sentence),
    Claim(id="C70", statement="For a network that learns a scale, softplus makes a better scale than exp.",
          source=("course",), kind="studied", verdict="false", lesson="08", study="heteroscedastic",
          gather=scale_live, effect=scales, decide=scales_verdict, say=scales_sentence),
    Claim(id="C71", statement="A network that learns mean and scale becomes better if the mean is trained alone first.",
          source=("course",), kind="studied", verdict="false", lesson="08", study="heteroscedastic", gather=scale_live,
          effect=warm_ups, decide=warm_ups_verdict, say=warm_ups_sentence),
]  # fmt: skip
