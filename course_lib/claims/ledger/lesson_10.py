"""Claims taught in lesson 10, probabilistic models: energies, scales of posteriors, priors, and what is guaranteed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from course_lib.claims.entry import Claim
from course_lib.claims.measuring import form

if TYPE_CHECKING:
    from course_lib.studies import Interval

LIVE = range(2000, 2003)
"""Seeds of the short live runs; no recorded run has them."""


# C43: energies --------------------------------------------------------------------------------------------------------


def energies_live() -> pd.DataFrame:
    from course_lib.studies.rbm import Config, run

    return run(Config(divergence=False), LIVE)


def energies(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {
        f"likelihood, softplus − {other}": difference(frame, "likelihood", "softplus", other)
        for other in ("relu", "gelu")
    }


def energies_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.rbm import LONG

    found = [conclude(one, LONG.smallest) for one in energies(frame).values()]
    if found == ["larger", "larger"]:
        return "true"
    return "depends" if found[0] == "larger" else "false"


def energies_sentence(frame: pd.DataFrame) -> str:
    relu, gelu = (one.in_words(2) for one in energies(frame).values())
    return (
        "with softplus in the energy of images with 12 pixels, the log-likelihood of a test image is larger than with ReLU "
        f"by {relu} nats, and than with GELU by {gelu} nats; 0.05 is the smallest effect of interest."
    )


# C72: a variational scale ----------------------------------------------------------------------------------------------


def posterior_live() -> pd.DataFrame:
    from course_lib.studies.variational_scale import Config, run

    return run(
        Config(rows=(442,), optimisers=("SGD",), rates=(0.1,), starts=("start exact",), steps=1000), LIVE
    )


def posterior(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {
        "KL, softplus − exp": difference(
            frame, "KL", "softplus, SGD, start exact", "exp, SGD, start exact", step=442
        )
    }


def posterior_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.variational_scale import LONG

    (found,) = (conclude(one, LONG.smallest) for one in posterior(frame).values())
    return {"smaller": "true", "no difference": "false", "larger": "false"}.get(found, "depends")


def posterior_sentence(frame: pd.DataFrame) -> str:
    (found,) = (one.in_words(1) for one in posterior(frame).values())
    return (
        "for the posterior of a mean after 442 rows, the divergence from the exact posterior with softplus for the scale, "
        f"minus that with exp, is {found} nats; 0.01 is the smallest effect of interest."
    )


# C31: a Bayesian regression ---------------------------------------------------------------------------------------------


def regression_live() -> pd.DataFrame:
    from course_lib.studies.bayesian_regression import Config, run

    return run(Config(rows=(40,), grid=160, chains=200), LIVE)


def regression(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {
        "effective draws per step, softplus − exp": difference(
            frame, "effective", "softplus, prior of s", "exp, prior of s", step=40
        ),
        "noise, a prior of the raw number, softplus − exp": difference(
            frame, "s", "softplus, prior of r", "exp, prior of r", step=40
        ),
    }


def regression_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.bayesian_regression import LONG

    draws, moved = regression(frame).values()
    faster = conclude(draws, LONG.smallest_effective)
    if faster == "larger":
        return "true"
    same = faster == "no difference" and conclude(moved, LONG.smallest) == "no difference"
    return "false" if same or faster == "smaller" else "depends"


def regression_sentence(frame: pd.DataFrame) -> str:
    draws, moved = (one.in_words(1) for one in regression(frame).values())
    return (
        "in a regression on 40 patients, the effective draws per step of a Metropolis sampler with softplus, minus those "
        f"with exp, are {draws}, of about 0.13; with a normal prior on the raw number the posterior mean of the noise "
        f"differs by {moved}."
    )


# C54: guarantees ---------------------------------------------------------------------------------------------------------


def guarantees(f: Callable[..., Any] | None = None) -> pd.DataFrame:
    """Of f on 20,001 float64 inputs from −20 to 20: curvature, slope, exact zeros, and f(2x) against 2 f(x)."""
    import torch

    f = f or form("softplus")
    x = torch.linspace(-20.0, 20.0, 20_001, dtype=torch.float64)
    step = float(x[1] - x[0])
    y = f(x)
    bends = (y[2:] - 2 * y[1:-1] + y[:-2]) / step**2
    rows = {
        "smallest bend": bends.min(),
        "largest bend": bends.max(),
        "largest slope": (y.diff() / step).max(),
        "share of zeros at negative inputs": (y[x < 0] == 0).double().mean(),
        "error of f(2x) = 2 f(x)": (f(2 * x) - 2 * y).abs().max(),
    }
    return pd.DataFrame({"property": list(rows), "value": [float(value) for value in rows.values()]})


def guarantees_verdict(frame: pd.DataFrame) -> str:
    smallest, largest, slope, zeros, error = frame["value"]
    better = smallest > -1e-6 and largest < 0.2501 and slope < 1 + 1e-9
    kept = zeros > 0.9 and error < 1e-9
    if better and kept:
        return "true"
    return "half true" if better else "false"


def guarantees_sentence(frame: pd.DataFrame) -> str:
    smallest, largest, slope, zeros, error = frame["value"]
    return (
        f"softplus is {'convex' if smallest > -1e-6 else 'not convex'}, its curvature stays "
        f"{'below 0.2501' if largest < 0.2501 else 'not below 0.2501'} and its slope "
        f"{'below 1' if slope < 1 + 1e-9 else 'not below 1'}. But it gives "
        f"{'no zeros' if zeros < 1e-3 else 'zeros'} from −20 to 0, where ReLU gives zeros only; and f(2x) differs from "
        f"2 f(x) by up to {error:.2f}, where ReLU has no difference."
    )


CLAIMS = [
    Claim(id="C29", statement="Generative models use softplus for their positive parameters.", source=("B",),
          kind="sourced", verdict="true", lesson="10", references=(
              "TensorFlow Probability, layers.default_mean_field_normal_fn: the scale of a posterior is softplus of a "
              "variable that starts near −3",
              "Barron et al. 2021, mip-NeRF: the density of a radiance field is softplus(x − 1)",
              "Gu, Dao 2023, Mamba: step sizes are softplus of a projection and a bias",
          )),
    Claim(id="C31", statement="Bayesian models prefer softplus.", source=("B",), kind="studied", verdict="false",
          lesson="10", study="bayesian_regression", gather=regression_live,
          effect=regression, decide=regression_verdict, say=regression_sentence),
    Claim(id="C43", statement="Energy-based models gain from softplus.", source=("B",), kind="studied", verdict="depends",
          on="what stands in its place: better than ReLU, not settled against GELU; in an RBM it is no choice but a sum",
          lesson="10", study="rbm", gather=energies_live,
          effect=energies, decide=energies_verdict, say=energies_sentence),
    Claim(id="C54", statement="Softplus gives better theoretical guarantees and keeps most advantages of ReLU.",
          source=("B",), kind="measured", verdict="half true",
          on="it is convex, smooth and of slope below 1; ReLU's zeros and its scaling are lost",
          lesson="10",
          gather=guarantees, decide=guarantees_verdict, say=guarantees_sentence),
    Claim(id="C72", statement="For the scale of a variational posterior, softplus is a better choice than exp.",
          source=("course",), kind="studied", verdict="false", lesson="10", study="variational_scale",
          gather=posterior_live, effect=posterior, decide=posterior_verdict, say=posterior_sentence),
]  # fmt: skip
