"""The loss of one unit: every unit by itself, as a slow twin sets it to 0."""

import pytest
import torch

from course_lib.studies import difference, mean_of, recorded
from course_lib.studies.data_sets import digits
from course_lib.studies.unit_lost import SMALL, accuracies, one_seed, train


def test_a_slow_twin_loses_the_same():
    data, network = digits(SMALL.rows), train(SMALL, "softplus", 3, 2, 1)
    whole, without = accuracies(network, data.inputs, data.labels)
    for place in range(2):
        for unit in range(3):
            h = data.inputs
            for k, layer in enumerate(network.layers[:-1]):
                h = torch.nn.functional.softplus(layer(h))
                if k == place:
                    h[:, unit] = 0
            right = network.layers[-1](h).argmax(1) == data.labels
            assert without[place, unit].item() == right.double().mean().item()
    assert whole == (network(data.inputs).argmax(1) == data.labels).double().mean().item()


def test_what_a_seed_tells():
    found = {(row[0], row[1], row[2]): row[3] for row in one_seed(SMALL, 0).kept}
    data, network = digits(SMALL.rows), train(SMALL, "relu", 3, 2, 0)
    whole, without = accuracies(network, data.test_inputs, data.test_labels)
    assert found["relu, width 3", 2, "worst drop"] == pytest.approx(whole - without.min().item())
    assert found["relu, width 3", 2, "mean drop"] == pytest.approx(whole - without.mean().item())


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("unit_lost", again).frame
    for name in ("relu", "softplus"):
        for depth in (1, 2, 4):
            assert difference(frame, "mean drop", f"{name}, width 8", f"{name}, width 32", depth).low > 0.05
        assert mean_of(frame, "mean drop", f"{name}, width 32", 1).high < 0.1
