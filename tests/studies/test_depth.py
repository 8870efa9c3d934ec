"""Depth: one network trained by PyTorch's own layers finds the same; normalisation does what its name says."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from course_lib.studies import StudyError, difference, mean_of, recorded
from course_lib.studies.copies import start
from course_lib.studies.data import digits, divided
from course_lib.studies.depth import LONG, SMALL, WAYS, noise, one_seed, over_images, over_units, run
from course_lib.studies.networks import batches, generator


@pytest.mark.parametrize("way", ["relu", "batch norm", "layer norm"])
def test_a_slow_twin(way):
    config = replace(SMALL, ways=(way,), depths=(2,), rates=(0.01,))
    images, labels = digits()
    train, test = divided(len(images), config.held_out, generator(3, 1))
    _, gain, over = WAYS[way]
    parts = [part[0].detach() for part in start((64, 8, 8, 10), 1, generator(3, 2, 2), gain)]
    norm = {None: nn.Identity, "units": lambda: nn.LayerNorm(8, elementwise_affine=False),
            "images": lambda: nn.BatchNorm1d(8, affine=False, track_running_stats=False)}[over]  # fmt: skip
    act = nn.ReLU if way == "relu" else nn.Softplus
    net = nn.Sequential(nn.Linear(64, 8), norm(), act(), nn.Linear(8, 8), norm(), act(), nn.Linear(8, 10))
    with torch.no_grad():
        for number, place in enumerate((0, 3, 6)):
            net[place].weight.copy_(parts[2 * number].T)
            net[place].bias.copy_(parts[2 * number + 1][0])
    optimiser, queue = (
        torch.optim.Adam(net.parameters(), lr=0.01),
        batches(len(train), config.batch, generator(3, 3)),
    )
    for _ in range(config.steps):
        chosen = train[queue.pop()]
        optimiser.zero_grad()
        nn.functional.cross_entropy(net(images[chosen]), labels[chosen]).backward()
        optimiser.step()
    found = {row[2]: row[3] for row in one_seed(config, 3).kept if row[1] == config.steps}
    loss = nn.functional.cross_entropy(net(images[train]), labels[train]).item()
    assert found["loss"] == pytest.approx(loss, rel=1e-3)
    right = (net(images[test]).argmax(1) == labels[test]).double().mean().item()
    assert found["accuracy"] == pytest.approx(right, abs=0.005)


def test_the_two_normalisations():
    z = torch.randn(2, 50, 8, generator=generator(1)) * 3 + 5
    for norm, along in ((over_units, 2), (over_images, 1)):
        torch.testing.assert_close(norm(z).mean(along), torch.zeros_like(z.mean(along)), atol=1e-5, rtol=0)
        torch.testing.assert_close(
            norm(z).var(along, correction=0), torch.ones_like(z.mean(along)), atol=1e-3, rtol=0
        )


def test_batches_that_are_all_alike_have_no_noise():
    x, labels = digits()
    x, labels = x[:5].repeat(8, 1), labels[:5].repeat(8)
    parts = start((64, 8, 10), 2, generator(4))
    assert noise(parts, x, labels, 5, torch.relu, None).max() < 1e-9


def test_an_unknown_way_is_refused():
    with pytest.raises(StudyError, match="xavier"):
        run(replace(SMALL, ways=("relu", "xavier")), (0, 1))


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("depth", again).frame
    deep = max(LONG.depths)
    assert mean_of(frame, "accuracy", f"layer norm, {deep} layers").high < 0.2  # one guess in ten is right
    assert difference(frame, "accuracy", f"batch norm, {deep} layers", f"layer norm, {deep} layers").low > 0.2
