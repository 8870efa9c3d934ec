"""A scale and where it starts: a loop without torch takes the same number of updates."""

import math

import numpy as np
import pytest
import torch

from course_lib.studies import mean_of, recorded
from course_lib.studies.data_sets import diabetes
from course_lib.studies.inverse_start import LONG, SMALL, one_seed
from course_lib.studies.networks import generator


def updates_until_close(config, name, raw, best):
    """Adam (Kingma, Ba 2015) written out, on ln s + best²/(2s²)."""
    first = second = 0.0
    away = []
    for step in range(config.steps + 1):
        s = math.exp(raw) if name == "exp" else float(np.logaddexp(0.0, raw))
        slope = s if name == "exp" else 1 / (1 + math.exp(-raw))
        away.append(abs(s / best - 1) > config.close)
        gradient = (1 / s - best**2 / s**3) * slope
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        unbiased = second / (1 - 0.999 ** (step + 1))
        raw -= config.rate * first / (1 - 0.9 ** (step + 1)) / (math.sqrt(unbiased) + 1e-8)
    return max((k + 1 for k, far in enumerate(away) if far), default=0)


@pytest.mark.parametrize("spread", SMALL.spreads)
@pytest.mark.parametrize("name", ["exp", "softplus"])
@pytest.mark.parametrize("how", ["start 0", "start from data"])
def test_a_loop_without_torch_takes_as_many_updates(spread, name, how):
    target = diabetes()[1]
    y = spread * target[torch.randint(442, (SMALL.rows,), generator=generator(2))].double().numpy()
    first = math.sqrt((y[: SMALL.first] ** 2).mean())
    raw = 0.0 if how == "start 0" else math.log(first) if name == "exp" else math.log(math.expm1(first))
    rows = {(row[0], row[2]): row[3] for row in one_seed(SMALL, 2).kept}
    found = rows[f"{name}, {how}, spread {spread:g}", "updates"]
    assert found == updates_until_close(SMALL, name, raw, math.sqrt((y**2).mean()))


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("inverse_start", again).frame
    late = {name: mean_of(frame, "updates", f"{name}, start 0, spread 100") for name in ("exp", "softplus")}
    soon = mean_of(frame, "updates", "softplus, start from data, spread 100")
    assert late["softplus"].low > LONG.steps and late["exp"].low > 1000 > soon.high
