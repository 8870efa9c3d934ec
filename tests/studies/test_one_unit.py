"""One unit less: the networks side by side give what each gives alone, with the unit's output set to 0."""

import pytest
import torch
from torch.nn import functional as F

from course_lib.studies import mean_of, recorded
from course_lib.studies.copies import start
from course_lib.studies.data import digits
from course_lib.studies.networks import generator
from course_lib.studies.one_unit import LONG, SMALL, run, without_each


@pytest.mark.parametrize("name, function", [("relu", F.relu), ("softplus", F.softplus)])
def test_each_unit_alone(name, function):
    x, labels = digits()
    parts = start((64, 3, 3, 10), 1, generator(7))
    expected = []
    for layer in (0, 1):
        for unit in range(3):
            h = function(x @ parts[0][0] + parts[1][0])
            if layer == 0:
                h[:, unit] = 0
            h = function(h @ parts[2][0] + parts[3][0])
            if layer == 1:
                h[:, unit] = 0
            outputs = h @ parts[4][0] + parts[5][0]
            expected.append((outputs.argmax(1) == labels).double().mean())
    torch.testing.assert_close(
        without_each(parts, x, labels, name), torch.stack(expected), atol=0.002, rtol=0
    )


def test_the_mean_is_not_above_the_worst():
    frame = run(SMALL, (0, 1))
    wide = frame.pivot(index=["seed", "condition"], columns="metric", values="value")
    assert (wide["lost"] <= wide["lost at worst"] + 1e-12).all()


@pytest.mark.parametrize("again", [False, True])
def test_in_the_recorded_runs_width_counts(again):
    frame = recorded("one_unit", again).frame
    for name in LONG.activations:
        narrow, wide = (mean_of(frame, "lost", f"{name}, width {width}, 1 layers") for width in (4, 32))
        assert narrow.low > wide.high
