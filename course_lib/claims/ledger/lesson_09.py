"""Claims taught in lesson 09, smoothness you can use: where a second derivative decides, and where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_lib.claims.entry import Claim

if TYPE_CHECKING:
    import pandas as pd

    from course_lib.studies import Interval

LIVE = range(2000, 2002)
"""Seeds of the short live runs; no recorded run has them. Two are enough to notice a program that has changed."""


# C73: a loss that contains a slope -----------------------------------------------------------------------------------


def slopes_live() -> pd.DataFrame:
    from course_lib.studies.eikonal import Config, run

    return run(Config(activations=("relu",), steps=1, many=2000, directions=5), LIVE)


def slopes(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import mean_of

    return {f"{metric}, relu": mean_of(frame, metric, "relu") for metric in ("heard in biases", "laplacian")}


def sharp_or_relu(frame: pd.DataFrame) -> Interval:
    """softplus with β = 10, minus ReLU: the distance error."""
    from course_lib.studies import difference

    return difference(frame, "distance error", "softplus β=10")


def slopes_verdict(frame: pd.DataFrame) -> str:
    """True: ReLU hears nothing and ends with a larger error. Depends: it hears nothing, and ends no worse."""
    from course_lib.studies import conclude
    from course_lib.studies.eikonal import LONG

    heard, laplacian = slopes(frame).values()
    if heard.mean > 0.01 or laplacian.mean > 0.01:
        return "false"
    return "true" if conclude(sharp_or_relu(frame), LONG.smallest) == "smaller" else "depends"


def slopes_sentence(frame: pd.DataFrame) -> str:
    heard, laplacian = slopes(frame).values()
    return (
        f"of the slope loss's change along the hidden biases backpropagation hears the share {heard.mean:.2f} in a ReLU "
        f"network, and the network's Laplacian is {laplacian.mean:.2f} everywhere. Yet after training with |∇f| = 1 the "
        f"distance error of softplus with β = 10, minus that of ReLU, is {sharp_or_relu(frame).in_words(2)}; 0.01 is the "
        "smallest effect of interest."
    )


# C17: second-order optimisers ----------------------------------------------------------------------------------------


def second_live() -> pd.DataFrame:
    from course_lib.studies.second_order import Config, run

    return run(Config(margins=("relu", "softplus"), methods=("Newton",)), LIVE)


def second(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    evaluations = difference(frame, "evaluations", "margins, softplus, Newton", "margins, relu, Newton")
    return {
        "evaluations, margins, Newton": evaluations,
        "error, network, Newton": network_error(frame, "Newton"),
    }


def network_error(frame: pd.DataFrame, method: str) -> Interval:
    """softplus − ReLU: the training error of the small network."""
    from course_lib.studies import difference

    return difference(frame, "error", f"network, softplus, {method}", f"network, relu, {method}")


def second_verdict(frame: pd.DataFrame) -> str:
    """True: softplus is better in all four comparisons. Depends: in some."""
    from course_lib.studies import conclude
    from course_lib.studies.second_order import LONG

    margins, newton = second(frame).values()
    networks = (newton, network_error(frame, "Gauss–Newton"), network_error(frame, "L-BFGS"))
    found = [conclude(margins, LONG.smallest), *(conclude(one, LONG.smallest_error) for one in networks)]
    better = [one == "smaller" for one in found]
    return "true" if all(better) else "depends" if any(better) else "false"


def second_sentence(frame: pd.DataFrame) -> str:
    from course_lib.studies import mean_of

    smooth, corner = (
        mean_of(frame, "evaluations", f"margins, {name}, Newton").mean for name in ("softplus", "relu")
    )
    newton, gauss, lbfgs = (
        network_error(frame, method).in_words(2) for method in ("Newton", "Gauss–Newton", "L-BFGS")
    )
    return (
        f"to train a classifier Newton needs {smooth:.0f} evaluations with softplus and {corner:.0f} with ReLU (201 means: "
        f"not arrived in 200). Softplus − ReLU: the training error of a small network differs by {newton} with Newton, by "
        f"{gauss} with Gauss–Newton, which never uses f″, and by {lbfgs} with L-BFGS; 0.02 is the smallest effect of "
        "interest."
    )


# C74: twins ----------------------------------------------------------------------------------------------------------


def twins_live() -> pd.DataFrame:
    from course_lib.studies.twins import Config, run

    return run(Config(activations=("softplus β=10",), epochs=(40,)), LIVE)


def twins(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import mean_of

    return {"disagree, softplus β=10": mean_of(frame, "disagree", "softplus β=10", step=40)}


def disagreement(frame: pd.DataFrame, name: str) -> Interval:
    """`name` − ReLU, after 40 passes."""
    from course_lib.studies import difference

    return difference(frame, "disagree", name, step=40)


def twins_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.twins import LONG

    found = {
        conclude(disagreement(frame, name), LONG.smallest) for name in ("softplus", "softplus β=10", "gelu")
    }
    if found == {"smaller"}:
        return "true"
    return "false" if found <= {"larger", "no difference"} else "depends"


def twins_sentence(frame: pd.DataFrame) -> str:
    soft, sharp, gelu = (
        disagreement(frame, name).in_words(2) for name in ("softplus", "softplus β=10", "gelu")
    )
    return (
        "after 40 passes over the digits, the share of test images to which two networks with the same start give different "
        f"labels, minus that of ReLU, is {soft} with softplus, {sharp} with β = 10 and {gelu} with GELU; 0.01 is the "
        "smallest effect of interest."
    )


# C30: smooth targets -------------------------------------------------------------------------------------------------


def targets_live() -> pd.DataFrame:
    from course_lib.studies.smooth_targets import LONG, Config, run

    return run(Config(targets=("sines",), activations=("softplus",), steps=LONG.steps), LIVE)


def targets(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import mean_of

    return {"error, sines, softplus": mean_of(frame, "error", "sines, softplus")}


def target_error(frame: pd.DataFrame, target: str, name: str = "softplus") -> Interval:
    """`name` − ReLU: the relative error on new rows."""
    from course_lib.studies import difference

    return difference(frame, "error", f"{target}, {name}", f"{target}, relu")


def targets_verdict(frame: pd.DataFrame) -> str:
    """True: on both smooth targets each of three smooth activations has the smaller error. Depends: some have."""
    from course_lib.studies import conclude
    from course_lib.studies.smooth_targets import LONG

    better = [
        conclude(target_error(frame, target, name), LONG.smallest) == "smaller"
        for target in ("sines", "sea temperatures")
        for name in ("softplus", "softplus β=10", "gelu")
    ]
    return "true" if all(better) else "depends" if any(better) else "false"


def targets_sentence(frame: pd.DataFrame) -> str:
    sines, tents, sea = (
        target_error(frame, target).in_words(2) for target in ("sines", "tents", "sea temperatures")
    )
    sharp = target_error(frame, "sea temperatures", "softplus β=10").in_words(2)
    return (
        f"the relative error on new rows, softplus minus ReLU, is {sines} for a sum of sines, {tents} for the same waves "
        f"with corners, and {sea} for the sea's temperature in the next month. With β = 10 the last one is {sharp}; 0.02 is "
        "the smallest effect of interest."
    )


# C44: explanations ---------------------------------------------------------------------------------------------------


def angles_live() -> pd.DataFrame:
    from course_lib.studies.input_changes import LONG, Config, run

    activations = ("softplus β=1",)
    return run(
        Config(activations=activations, explained=(), steps=LONG.steps, training_steps=0, attack_steps=1),
        LIVE,
    )


def angles(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import mean_of

    return {"degrees, softplus β=1": mean_of(frame, "angle", "softplus β=1")}


def turned(frame: pd.DataFrame, name: str) -> Interval:
    """`name` − ReLU: by how many degrees the explanation turns."""
    from course_lib.studies import difference

    return difference(frame, "angle", name)


def angles_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.input_changes import LONG

    steadier = [
        conclude(turned(frame, name), LONG.smallest) == "smaller"
        for name in ("softplus β=1", "softplus β=100")
    ]
    return "true" if all(steadier) else "depends" if any(steadier) else "false"


def angles_sentence(frame: pd.DataFrame) -> str:
    soft, sharp = (turned(frame, name).in_words(2) for name in ("softplus β=1", "softplus β=100"))
    return (
        "under noise of a tenth of the pixels' range, the turn of the gradient that explains a label, in degrees and minus "
        f"that of ReLU, is {soft} with β = 1 and {sharp} with β = 100; 5 degrees are the smallest effect of interest. "
        "Whether a steadier gradient is easier to understand is not measured."
    )


CLAIMS = [
    Claim(id="C73", statement="A loss that contains a slope of the network, such as |∇f| = 1, needs a smooth activation.",
          source=("course",), kind="studied", verdict="depends", lesson="09", study="eikonal", gather=slopes_live,
          on="on the loss: one with second derivatives needs it; one with slopes misses a part of its gradient, and still "
          "trains", effect=slopes, decide=slopes_verdict, say=slopes_sentence),
    Claim(id="C17", statement="Smoothness helps second-order optimisers, and ReLU's corner harms them.", source=("B",),
          kind="studied", verdict="depends", lesson="09", study="second_order", gather=second_live,
          on="on the method and the problem: Newton on a convex loss gains most, L-BFGS on a network nothing",
          effect=second, decide=second_verdict, say=second_sentence),
    Claim(id="C74", statement="Two networks from the same start disagree less if their activation is smooth.",
          source=("course",), kind="studied", verdict="false", lesson="09", study="twins", gather=twins_live,
          effect=twins, decide=twins_verdict, say=twins_sentence),
    Claim(id="C30", statement="Smooth targets are fitted better with smooth activations.", source=("B",), kind="studied",
          verdict="depends", lesson="09", study="smooth_targets", gather=targets_live,
          on="on how wide the bend is: softplus with β = 1 helped, with β = 10 it did not",
          effect=targets, decide=targets_verdict, say=targets_sentence),
    Claim(id="C44", statement="Smooth gradients are easier to interpret.", source=("B",), kind="studied",
          verdict="depends", lesson="09", study="input_changes", gather=angles_live,
          on="on β: with β = 1 the gradient turns less under noise, with β = 100 as much as with ReLU",
          effect=angles, decide=angles_verdict, say=angles_sentence),
]  # fmt: skip
