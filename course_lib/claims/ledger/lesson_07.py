"""Claims taught in lesson 07, units that die and signals that fade: what training over several seeds says about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from course_lib.claims.entry import Claim
from course_lib.claims.measuring import form

if TYPE_CHECKING:
    from course_lib.studies import Interval

LIVE = range(2000, 2002)
"""Seeds of the short live runs; no recorded run has them. Two are enough to notice a program that has changed."""


# C11: keeps information ---------------------------------------------------------------------------------------------


def distinct_outputs(f: Callable[..., Any] | None = None) -> pd.DataFrame:
    """Of 4,001 float32 inputs evenly around a centre, how many different outputs f gives, as a share of the inputs."""
    import torch

    f = f or form("softplus")
    rows = []
    for centre in (-1.0, -20.0, -90.0, -110.0):
        x = torch.linspace(centre - 0.5, centre + 0.5, 4001)
        rows.append({"centre": centre, "share": len(torch.unique(f(x))) / len(torch.unique(x))})
    return pd.DataFrame(rows)


def information_verdict(frame: pd.DataFrame) -> str:
    kept = (frame.share > 0.9).tolist()
    if frame.share.isna().any() or not any(kept):
        return "false"
    return "true" if all(kept) else "depends"


def information_sentence(frame: pd.DataFrame) -> str:
    kept = [f"−{-centre:g}" for centre, share in zip(frame.centre, frame.share, strict=True) if share > 0.9]
    lost = [
        f"−{-centre:g}" for centre, share in zip(frame.centre, frame.share, strict=True) if not share > 0.9
    ]
    words = f"of 4,001 different float32 inputs around {', '.join(kept) or 'no centre'} more than 90 % of the outputs differ"
    return words + (f"; around {', '.join(lost)} most outputs are the same number." if lost else ".")


# C12, C15: units pushed to the left -----------------------------------------------------------------------------------


BOTH = ("relu", "softplus")


def killed_live(activations: tuple[str, ...]) -> pd.DataFrame:
    from course_lib.studies.killed import Config, run

    return run(Config(activations=activations, optimisers=("Adam",)), LIVE)


OPTIMISERS = ("SGD", "Adam")


def rescue(
    frame: pd.DataFrame, names: tuple[str, ...] = ("softplus",), optimisers: tuple[str, ...] = ("Adam",)
) -> dict[str, Interval]:
    from course_lib.studies import mean_of

    return {
        f"error with {name} and {optimiser} after all units were pushed": mean_of(
            frame, "error", f"{name}, {optimiser}, all pushed"
        )
        for name in names
        for optimiser in optimisers
    }


def rescue_verdict(frame: pd.DataFrame) -> str:
    """Learned: the error lies below that of a constant, 1, by more than the smallest effect."""
    from course_lib.studies.killed import LONG

    errors = list(rescue(frame, BOTH, OPTIMISERS).values())
    relu_learns = [one.low < 1 - LONG.smallest for one in errors[:2]]
    softplus_learns = [one.high < 1 - LONG.smallest for one in errors[2:]]
    if any(relu_learns) or not any(softplus_learns):
        return "false"
    return "true" if all(softplus_learns) else "depends"


def rescue_sentence(frame: pd.DataFrame) -> str:
    relu_sgd, relu_adam, sgd, adam = (one.in_words(2) for one in rescue(frame, BOTH, OPTIMISERS).values())
    return (
        "500 steps after every unit of the first hidden layer was pushed to −20, the error as a share of the target's "
        f"variance is with softplus and SGD {sgd}, with softplus and Adam {adam}; with ReLU and SGD {relu_sgd}, with ReLU "
        f"and Adam {relu_adam}. An error of 1 means: nothing was learned."
    )


def harm(frame: pd.DataFrame, optimisers: tuple[str, ...] = ("Adam",)) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {
        f"{optimiser}, {pushed} pushed": difference(
            frame, "error", f"relu, {optimiser}, {pushed} pushed", f"relu, {optimiser}, none pushed"
        )
        for optimiser in optimisers
        for pushed in ("one", "all")
    }


def harm_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.killed import LONG

    found = {name: conclude(one, LONG.smallest) for name, one in harm(frame, OPTIMISERS).items()}
    one = [found["SGD, one pushed"], found["Adam, one pushed"]]
    whole = [found["SGD, all pushed"], found["Adam, all pushed"]]
    if whole != ["larger"] * 2:
        return "false"
    return "depends" if one == ["no difference"] * 2 else "true"


def harm_sentence(frame: pd.DataFrame) -> str:
    found = {name: one.in_words(2) for name, one in harm(frame, OPTIMISERS).items()}
    return (
        "against the same network with no dead unit, the error of a ReLU network with one dead unit of 32 differs by "
        f"{found['SGD, one pushed']} with SGD and {found['Adam, one pushed']} with Adam; with a whole dead layer it is "
        f"larger by {found['SGD, all pushed']} and {found['Adam, all pushed']}. The target's variance is 1."
    )


# C14: never updated ---------------------------------------------------------------------------------------------------


def revived_live() -> pd.DataFrame:
    from course_lib.studies.revived import Config, run

    return run(Config(rates=(("Adam", 0.005),)), LIVE)


def back(frame: pd.DataFrame, optimisers: tuple[str, ...] = ("Adam",)) -> dict[str, Interval]:
    from course_lib.studies import mean_of

    names = [f"{layer}, {optimiser}" for layer in ("first layer", "second layer") for optimiser in optimisers]
    return {name: mean_of(frame, "back", name) for name in names}


def back_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies.revived import LONG

    first_sgd, first_adam, second_sgd, second_adam = back(frame, ("SGD", "Adam")).values()
    if first_sgd.high > 0 or first_adam.high > 0:
        return "false"
    return "depends" if max(second_sgd.low, second_adam.low) > LONG.smallest else "true"


def back_sentence(frame: pd.DataFrame) -> str:
    first_sgd, first_adam, second_sgd, second_adam = (
        one.in_words(2) for one in back(frame, ("SGD", "Adam")).values()
    )
    return (
        f"of ReLU units that are 0 on all the data, a share of {first_sgd} with SGD and {first_adam} with Adam is active "
        f"again after 400 steps in the first hidden layer; in the second, whose inputs move, {second_sgd} and {second_adam}."
    )


# C34, C51: depth ------------------------------------------------------------------------------------------------------


def depth_live(ways: tuple[str, ...]) -> pd.DataFrame:
    from course_lib.studies.depth import Config, run

    return run(Config(ways=ways, depths=(8,), rates=(0.003,)), LIVE)


def behind(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {name: difference(frame, "accuracy", name, step=8) for name in ("softplus", "softplus, centred")}


def behind_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.depth import LONG

    plain, centred = (conclude(one, LONG.smallest) for one in behind(frame).values())
    if plain != "smaller":
        return "false"
    return "true" if centred == "smaller" else "depends"


def behind_sentence(frame: pd.DataFrame) -> str:
    plain, centred = (one.in_words(2) for one in behind(frame).values())
    return (
        "with 8 hidden layers and the same 150 updates, the accuracy on test digits minus that of ReLU is "
        f"{plain} for softplus with He's weights, and {centred} for softplus minus its mean, with the gain that fits."
    )


def steadier(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference

    return {
        "noise of the gradient, softplus − ReLU": difference(frame, "noise", "softplus", step=8),
        "accuracy, softplus − ReLU": difference(frame, "accuracy", "softplus", step=8),
    }


def steadier_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.depth import LONG

    noise, accuracy = steadier(frame).values()
    less, better = noise.high < 0, conclude(accuracy, LONG.smallest) == "larger"
    if less and better:
        return "true"
    return "half true" if less or better else "false"


def steadier_sentence(frame: pd.DataFrame) -> str:
    noise, accuracy = (one.in_words(2) for one in steadier(frame).values())
    return (
        "with 8 hidden layers the noise of the gradient between batches, divided by its mean, differs from that of ReLU by "
        f"{noise} before training; the accuracy after 150 updates by {accuracy}."
    )


# C42: the loss of one unit ---------------------------------------------------------------------------------------------


def unit_lost_live() -> pd.DataFrame:
    from course_lib.studies.unit_lost import Config, run

    return run(Config(activations=("relu",), widths=(8, 32), depths=(1, 4)), LIVE)


def losses(frame: pd.DataFrame) -> dict[str, Interval]:
    from course_lib.studies import difference, interval, of_metric

    shallow, deep = (of_metric(frame, "mean drop", depth)["relu, width 32"] for depth in (1, 4))
    return {
        "width 8 − width 32, one hidden layer": difference(
            frame, "mean drop", "relu, width 8", "relu, width 32", step=1
        ),
        "one hidden layer − four, width 32": interval(shallow - deep),
    }


def losses_verdict(frame: pd.DataFrame) -> str:
    from course_lib.studies import conclude
    from course_lib.studies.unit_lost import LONG

    width, depth = (conclude(one, LONG.smallest) for one in losses(frame).values())
    if depth == "larger":
        return "true"
    return "depends" if (width, depth) == ("larger", "no difference") else "false"


def losses_sentence(frame: pd.DataFrame) -> str:
    width, depth = (one.in_words(2) for one in losses(frame).values())
    return (
        "when one hidden ReLU unit is set to 0, the accuracy on test digits falls by more in a layer of 8 units than in one "
        f"of 32: the difference is {width}. Between one hidden layer and four, both of width 32, it is {depth}."
    )


# C55: the corner ------------------------------------------------------------------------------------------------------


def corner_live() -> pd.DataFrame:
    from course_lib.studies.zero_counts import LONG, run

    return run(replaced(LONG, dtypes=("float32",), networks=("dense",)), LIVE)


def corner(frame: pd.DataFrame, networks: tuple[str, ...] = ("dense",)) -> dict[str, Interval]:
    from course_lib.studies import difference, mean_of

    found = {"zeros, dense": mean_of(frame, "zeros later", "dense, float32, slope 0 at 0")}
    for name in networks:
        found[f"accuracy, {name}"] = difference(
            frame, "accuracy", f"{name}, float32, slope 1 at 0", f"{name}, float32, slope 0 at 0"
        )
    return found


def corner_verdict(frame: pd.DataFrame) -> str:
    """Over everything that was recorded: both float types, all networks, both other slopes."""
    from course_lib.studies import conclude, difference
    from course_lib.studies.zero_counts import LONG

    found = set()
    for name in dict.fromkeys(frame["condition"]):
        control = f"{name.rpartition(', ')[0]}, slope 0 at 0"
        found.add(conclude(difference(frame, "accuracy", name, control), LONG.smallest))
    if found == {"no difference"}:
        return "false"
    return "true" if found & {"larger", "smaller"} else "depends"


def corner_sentence(frame: pd.DataFrame) -> str:
    zeros, dense, convolution = (one.in_words(2) for one in corner(frame, ("dense", "convolution")).values())
    return (
        f"the share of exact zeros before the ReLUs of a dense network in training is {zeros} in float32. A slope of 1 "
        f"in place of 0 at the corner changes the accuracy by {dense}; in a convolution over images with blank parts, by "
        f"{convolution}."
    )


def replaced(config: Any, **changes: Any) -> Any:
    from dataclasses import replace

    return replace(config, **changes)


CLAIMS = [
    Claim(id="C11", statement="Softplus keeps the information of negative inputs.", source=("A",), kind="measured",
          verdict="depends", on="how far left: it does near 0 and not where it underflows", lesson="07",
          gather=distinct_outputs, decide=information_verdict, say=information_sentence),
    Claim(id="C12", statement="Softplus prevents dead neurons.", source=("A", "B"), kind="studied", verdict="depends",
          on="the optimiser: with plain SGD a layer that was pushed far to the left stays; Adam brings part of it back",
          lesson="07", study="killed", gather=lambda: killed_live(("softplus",)), effect=rescue,
          decide=rescue_verdict, say=rescue_sentence),
    Claim(id="C14", statement="A ReLU unit that outputs zero gets no gradient and is never updated.", source=("A", "B"),
          kind="studied", verdict="depends", on="what feeds it: true where the inputs stay; some come back where they move",
          lesson="07", study="revived", gather=revived_live, effect=back, decide=back_verdict, say=back_sentence),
    Claim(id="C15", statement="Dead units stop a network from learning.", source=("B",), kind="studied", verdict="depends",
          on="how many: one of 32 makes no difference, a whole layer stops everything", lesson="07", study="killed",
          gather=lambda: killed_live(("relu",)), effect=harm, decide=harm_verdict, say=harm_sentence),
    Claim(id="C34", statement="A deep network with softplus converges more slowly than one with ReLU.", source=("A", "B"),
          kind="studied", verdict="depends", on="the start: true with ReLU's weights, not when the mean is subtracted",
          lesson="07", study="depth", gather=lambda: depth_live(("relu", "softplus", "softplus, centred")),
          effect=behind, decide=behind_verdict, say=behind_sentence),
    Claim(id="C42", statement="With few layers the loss of one neuron already hurts.", source=("B",), kind="studied",
          verdict="depends", on="the width, not the depth", lesson="07", study="unit_lost", gather=unit_lost_live,
          effect=losses, decide=losses_verdict, say=losses_sentence),
    Claim(id="C51", statement="Smooth gradients give more stable updates and better convergence.", source=("A", "B"),
          kind="studied", verdict="half true", on="the gradient differs less from batch to batch; convergence is not better",
          lesson="07", study="depth", gather=lambda: depth_live(("relu", "softplus")), effect=steadier,
          decide=steadier_verdict, say=steadier_sentence),
    Claim(id="C55", statement="The corner of ReLU interrupts the gradient during training.", source=("B",), kind="studied",
          verdict="false", lesson="07", study="zero_counts", gather=corner_live, effect=corner, decide=corner_verdict,
          say=corner_sentence),
]  # fmt: skip
