"""Twins: trained one by one out of PyTorch's own layers they give the same labels."""

from dataclasses import replace

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from course_lib.studies import conclude, difference, recorded
from course_lib.studies.copies import start
from course_lib.studies.data_sets import digits
from course_lib.studies.networks import batches, generator
from course_lib.studies.twins import LONG, SMALL, labels_by_epoch, one_seed


def alone(network_number, pair, seed, config):
    """One network of nn.Linear layers with PyTorch's Adam; its labels."""
    data, width = digits(config.rows), config.width
    network = nn.Sequential(
        nn.Linear(64, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, 10)
    )
    parts = start((64, width, width, 10), 1, generator(seed, pair))
    with torch.no_grad():
        for layer, k in ((0, 0), (2, 2), (4, 4)):
            network[layer].weight.copy_(parts[k][0].T)
            network[layer].bias.copy_(parts[k + 1][0, 0])
    optimiser = torch.optim.Adam(network.parameters(), lr=config.rate)
    for epoch in range(max(config.epochs)):
        for chosen in batches(len(data.inputs), config.batch, generator(seed, network_number, epoch, 1)):
            optimiser.zero_grad()
            F.cross_entropy(network(data.inputs[chosen]), data.labels[chosen]).backward()
            optimiser.step()
    return network(data.test_inputs).argmax(1)


def test_each_twin_is_a_network_of_its_own():
    config = replace(SMALL, rows=200, width=8, starts=2, epochs=(3,))
    together = labels_by_epoch("relu", config, 4)[3]
    assert len(together) == 4
    for number in range(4):
        assert together[number].tolist() == alone(number, number // 2, 4, config).tolist()


def test_disagreement_counts_images_with_two_labels():
    given = labels_by_epoch("relu", SMALL, 1)[2]
    apart = sum(a != b for a, b in zip(given[0].tolist(), given[1].tolist(), strict=True)) / len(given[0])
    found = {row[1:3]: row[3] for row in one_seed(SMALL, 1).kept if row[0] == "relu"}
    assert found[2, "disagree"] == pytest.approx(apart) and apart > 0


def test_training_that_diverges_is_told():
    kept = one_seed(replace(SMALL, rate=1e30), 1).kept
    assert ("relu", 1, "diverged", 1.0) in kept


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("twins", again).frame
    for name in ("softplus", "softplus β=10"):
        assert conclude(difference(frame, "disagree", name, step=40), LONG.smallest) == "no difference"
        assert conclude(difference(frame, "accuracy", name, step=40), LONG.smallest) == "no difference"
