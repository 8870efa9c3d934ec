"""What a study would have found if a claim about training did not hold: functions that change a recorded frame.

For REFUTED_BY in `refutations_NN.py`: `"C12": [swapped("relu", "softplus"), all_like("relu")]`.
"""

from collections.abc import Callable

import pandas as pd

World = Callable[[pd.DataFrame], pd.DataFrame]


def swapped(one: str, other: str) -> World:
    """The two activations change places in every condition ("relu, 6 layers" and "softplus, 6 layers")."""

    def world(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(
            condition=[_exchanged(name, {one: other, other: one}) for name in frame["condition"]]
        )

    world.__name__ = f"{one}_and_{other}_change_places"
    return world


def all_like(control: str) -> World:
    """Every condition finds what the control of the same rest finds: no activation makes a difference."""

    def world(frame: pd.DataFrame) -> pd.DataFrame:
        of = frame.set_index(["seed", "condition", "step", "metric"])["value"]
        values = []
        for row in frame.itertuples():
            rest = row.condition.partition(", ")[2]
            name = f"{control}, {rest}" if rest else control
            values.append(of.get((row.seed, name, row.step, row.metric), row.value))
        return frame.assign(value=values)

    world.__name__ = f"all_like_{control}"
    return world


def scaled(metric: str, factor: float, condition: str = "") -> World:
    """The metric times a factor, in conditions whose name starts with `condition`."""

    def world(frame: pd.DataFrame) -> pd.DataFrame:
        chosen = (frame["metric"] == metric) & frame["condition"].str.startswith(condition)
        return frame.assign(value=frame["value"].where(~chosen, frame["value"] * factor))

    world.__name__ = f"{metric.replace(' ', '_')}_times_{factor}"
    return world


def constant(metric: str, value: float, condition: str = "") -> World:
    """The metric is the same number for every seed, in conditions whose name starts with `condition`."""

    def world(frame: pd.DataFrame) -> pd.DataFrame:
        chosen = (frame["metric"] == metric) & frame["condition"].str.startswith(condition)
        return frame.assign(value=frame["value"].where(~chosen, value))

    world.__name__ = f"{metric.replace(' ', '_')}_is_{value}"
    return world


def _exchanged(name: str, by: dict[str, str]) -> str:
    first, comma, rest = name.partition(", ")
    return by.get(first, first) + comma + rest
