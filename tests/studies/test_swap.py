"""Swapped activations: the networks are those of PyTorch's own layers, and what is put in changes nothing else."""

import math
from dataclasses import replace

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from course_lib.studies import conclude, difference, recorded
from course_lib.studies.data_sets import course_text
from course_lib.studies.networks import batches, generator, train_classifier
from course_lib.studies.swap import LONG, SMALL, Classifier, data_of, judged, one_seed


def twin(task, network):
    """The same network out of PyTorch's own layers."""
    if task == "digits":
        c = SMALL.channels
        layers = nn.Sequential(
            nn.Conv2d(1, c, 3, padding=1), nn.ReLU(), nn.Conv2d(c, 2 * c, 3, stride=2, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(2 * c * 16, 10),
        )  # fmt: skip
        places = (0, 2, 5)
    else:
        layers = nn.Sequential(
            nn.Embedding(31, 8),
            nn.Flatten(),
            nn.Linear(64, SMALL.width),
            nn.ReLU(),
            nn.Linear(SMALL.width, 31),
        )
        places = (0, 2, 4)
    with torch.no_grad():
        for place, weight, bias in zip(places, network.weights, network.biases, strict=True):
            layers[place].weight.copy_(weight)
            if hasattr(layers[place], "bias"):
                layers[place].bias.copy_(bias)
    return layers


@pytest.mark.parametrize("task", SMALL.tasks)
def test_a_twin_of_pytorch_layers_trains_to_the_same_loss(task):
    ours, data = Classifier(task, "relu", SMALL, generator(7)), data_of(task, SMALL)
    other, (x, labels) = twin(task, Classifier(task, "relu", SMALL, generator(7))), data.train
    train_classifier(ours, data.train, steps=3, rate=0.01, batch=8, draws=(7, 2))
    optimiser = torch.optim.Adam(other.parameters(), lr=0.01)
    for chosen in reversed(batches(len(labels), 8, generator(7, 2, 0))[-3:]):
        optimiser.zero_grad()
        F.cross_entropy(other(x[chosen]), labels[chosen]).backward()
        optimiser.step()
    expected = F.cross_entropy(other(data.test[0]), data.test[1]).item()
    assert judged(ours, data.test)[0] == pytest.approx(expected, rel=1e-5)


def test_a_window_is_eight_letters_and_the_next():
    data, (codes, _) = data_of("letters", SMALL), course_text(SMALL.letters)
    assert data.train[0][5].tolist() == codes[5:13].tolist() and data.train[1][5] == codes[13]
    counts = [len(part[1]) for part in (data.train, data.choose, data.test)]
    assert sum(counts) == SMALL.letters - 8 and counts[0] == (SMALL.letters - 8) * 4 // 5


def test_relu_put_in_place_of_relu_changes_nothing_before_more_updates():
    found = {row[:3]: row[3] for row in one_seed(SMALL, 3).kept}
    for task in SMALL.tasks:
        for metric in ("loss", "accuracy", "gap"):
            assert found[f"{task}, relu put in", 0, metric] == found[f"{task}, relu", 0, metric]
        assert found[f"{task}, relu put in", 2, "loss"] != found[f"{task}, relu", 0, "loss"]
        assert found[f"{task}, softplus β=1 put in", 0, "loss"] != found[f"{task}, relu", 0, "loss"]


def test_a_network_that_diverged_is_told():
    kept = one_seed(replace(SMALL, rates=(1e30,)), 1).kept
    assert any(row[2] == "diverged" for row in kept)
    assert all(math.isnan(x) for x in judged(lambda x: x / 0, (torch.ones(2, 3), torch.tensor([0, 1]))))


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("swap", again).frame
    for task in LONG.tasks:
        sharp = difference(frame, "accuracy", f"{task}, softplus β=100 put in", f"{task}, relu", step=0)
        soft = difference(frame, "accuracy", f"{task}, softplus β=1 put in", f"{task}, relu", step=0)
        assert conclude(sharp, LONG.smallest) == "no difference"
        assert conclude(soft, LONG.smallest) == "smaller"
