"""From the frame of a study to means with intervals, differences between conditions, and a conclusion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_lib.studies.running import DIVERGED, StudyError

if TYPE_CHECKING:
    import pandas as pd

LARGER, SMALLER, NO_DIFFERENCE, NOT_SETTLED = "larger", "smaller", "no difference", "not settled"


@dataclass(frozen=True)
class Interval:
    """A mean with its interval at `level`; `count` seeds, of which `diverged` gave no finite number and are left out."""

    mean: float
    low: float
    high: float
    count: int
    diverged: int = 0
    level: float = 0.95

    def in_words(self, digits: int = 3) -> str:
        """0.31 (95 % interval 0.28 to 0.34, 20 seeds), and how many diverged."""
        numbers = [f"{value:.{digits}g}".replace("-", "−") for value in (self.mean, self.low, self.high)]
        lost = f", {self.diverged} diverged and are left out" if self.diverged else ""
        return f"{numbers[0]} ({self.level * 100:.0f} % interval {numbers[1]} to {numbers[2]}, {self.count} seeds{lost})"


def interval(values: object, level: float = 0.95) -> Interval:
    """Mean and Student t interval: mean ± t · s/√n over the finite values. Infinite width for fewer than two.

    Source: Student 1908. For shares near 0 or 1 over few seeds it is rough; the studies count many draws a seed.
    """
    import numpy as np
    from scipy import stats

    all_values = np.asarray(values, dtype=float)
    kept = all_values[np.isfinite(all_values)]
    lost = len(all_values) - len(kept)
    if len(kept) < 2:
        mean = float(kept.mean()) if len(kept) else math.nan
        return Interval(mean, -math.inf, math.inf, len(kept), lost, level)
    mean = float(kept.mean())
    half = float(stats.t.ppf(0.5 + level / 2, len(kept) - 1) * kept.std(ddof=1) / math.sqrt(len(kept)))
    return Interval(mean, mean - half, mean + half, len(kept), lost, level)


def of_metric(frame: pd.DataFrame, metric: str, step: int | None = None) -> pd.DataFrame:
    """Seeds as rows, conditions as columns: the metric at `step`, or at the last step of each condition."""
    rows = frame[frame["metric"] == metric]
    if rows.empty:
        known = sorted(set(frame["metric"]) - {DIVERGED})
        raise StudyError(f"the frame has no metric {metric!r}; it has {', '.join(known)}.")
    if step is None:
        rows = rows.loc[rows.groupby(["seed", "condition"])["step"].idxmax()]
    else:
        rows = rows[rows["step"] == step]
    wide = rows.pivot(index="seed", columns="condition", values="value")
    order = list(dict.fromkeys(frame["condition"]))
    return wide[[condition for condition in order if condition in wide]]


def mean_of(frame: pd.DataFrame, metric: str, condition: str, step: int | None = None) -> Interval:
    """The metric's mean over the seeds in one condition."""
    return interval(_column(of_metric(frame, metric, step), condition))


def difference(
    frame: pd.DataFrame, metric: str, condition: str, control: str = "relu", step: int | None = None
) -> Interval:
    """condition − control, paired by seed: both saw the same data and the same draws."""
    wide = of_metric(frame, metric, step)
    return interval(_column(wide, condition) - _column(wide, control))


def _column(wide: pd.DataFrame, condition: str) -> pd.Series:
    if condition not in wide:
        raise StudyError(f"the frame has no condition {condition!r}; it has {', '.join(wide.columns)}.")
    return wide[condition]


def conclude(effect: Interval, smallest: float) -> str:
    """What an interval of a difference says, for the smallest effect of interest that was fixed before the run.

    "larger" / "smaller": the whole interval lies beyond that effect. "no difference": it lies within it, so whatever
    difference there is does not matter. "not settled": neither; more seeds may decide. A diverged seed settles nothing.
    Raises StudyError unless `smallest` is positive.
    """
    if not smallest > 0:
        raise StudyError(
            f"smallest={smallest!r}: the smallest effect of interest is a positive number, fixed before the run."
        )
    if effect.diverged:
        return NOT_SETTLED
    if effect.low > smallest:
        return LARGER
    if effect.high < -smallest:
        return SMALLER
    return NO_DIFFERENCE if -smallest <= effect.low and effect.high <= smallest else NOT_SETTLED


def summarise(
    frame: pd.DataFrame, metric: str, control: str | None = "relu", step: int | None = None
) -> pd.DataFrame:
    """One row a condition: count, diverged, mean, low, high; with a control difference, difference_low, difference_high.

    Means over the seeds with 95 % intervals; the difference is paired by seed. Raises StudyError for an unknown name.
    """
    import pandas as pd

    rows = []
    for condition in of_metric(frame, metric, step):
        found = mean_of(frame, metric, condition, step)
        row = {
            "condition": condition,
            "count": found.count,
            "diverged": found.diverged,
            "mean": found.mean,
            "low": found.low,
            "high": found.high,
        }
        if control is not None:
            apart = difference(frame, metric, condition, control, step)
            row |= {"difference": apart.mean, "difference_low": apart.low, "difference_high": apart.high}
        rows.append(row)
    return pd.DataFrame(rows)


def by_step(frame: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Tidy means with intervals at every step: condition, step, mean, low, high, count, diverged. For curves."""
    import pandas as pd

    chosen = frame[frame["metric"] == metric]
    if chosen.empty:
        of_metric(frame, metric)
    rows = []
    for (condition, step), group in chosen.groupby(["condition", "step"], sort=False):
        found = interval(group["value"])
        rows.append((condition, step, found.mean, found.low, found.high, found.count, found.diverged))
    columns = ["condition", "step", "mean", "low", "high", "count", "diverged"]
    return pd.DataFrame(rows, columns=columns)


def calibration(
    frame: pd.DataFrame, predicted: str = "predicted", observed: str = "observed"
) -> pd.DataFrame:
    """What was observed against what was predicted, for each condition and step (a group of predictions).

    Both are metrics of the frame. Tidy: condition, step, predicted (mean over the seeds), and mean, low, high, count,
    diverged of what was observed, as `by_step` gives them. For `figures.draw_calibration`.
    """
    means = by_step(frame, predicted)[["condition", "step", "mean"]].rename(columns={"mean": "predicted"})
    return means.merge(by_step(frame, observed), on=["condition", "step"], validate="one_to_one")
