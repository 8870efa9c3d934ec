"""Born dead: the share on one side has an exact answer, and a slow twin finds the same networks dead."""

import math

import pytest
import torch

from course_lib.studies import StudyError, mean_of, recorded
from course_lib.studies.born_dead import INPUTS, LONG, SMALL, Config, dead_on_one_side, one_seed, run
from course_lib.studies.networks import generator


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("width", LONG.widths)
def test_the_recorded_share_on_one_side_is_the_exact_one(again, width):
    frame = recorded("born_dead", again).frame
    networks = 20 * LONG.draws
    for depth in LONG.depths:
        exact = dead_on_one_side(width, depth)
        share = mean_of(frame, "dead on one side", f"relu, width {width}", depth).mean
        assert abs(share - exact) <= 4.5 * math.sqrt(exact * (1 - exact) / networks)


def test_the_exact_share_by_enumerating_signs():
    # one layer of three units: each sign with probability ½, dead if all are negative
    assert dead_on_one_side(3, 1) == 1 / 8
    assert dead_on_one_side(2, 2) == pytest.approx(1 / 4 + 3 / 4 * 1 / 4)


@pytest.mark.parametrize("name", SMALL.activations)
def test_a_slow_twin_finds_the_same_networks_dead(name):
    function = torch.relu if name == "relu" else lambda z: torch.logaddexp(z, torch.zeros_like(z))
    draws = generator(3, 2)
    first = torch.randn(SMALL.draws, 1, 2, generator=draws, dtype=torch.float64)
    others = [torch.randn(SMALL.draws, 2, 2, generator=draws, dtype=torch.float64) for _ in range(3)]
    dead = 0
    for number in range(SMALL.draws):
        outputs = []
        for x in INPUTS:
            h = function(first[number].T @ torch.tensor([x], dtype=torch.float64) * math.sqrt(2.0))
            for weights in others:
                h = function(weights[number].T @ h)  # √(2 / 2 inputs) is 1
            outputs.append(h)
        dead += torch.equal(outputs[0], outputs[1]) and torch.equal(outputs[2], outputs[3])
    rows = {(row[0], row[1], row[2]): row[3] for row in one_seed(SMALL, 3).kept}
    assert rows[f"{name}, width 2", 4, "dead"] == pytest.approx(dead / SMALL.draws)
    assert (dead > 0) == (name == "relu")


def test_two_runs_give_the_same_frame_and_an_unknown_activation_is_refused():
    assert run(SMALL, (0, 1)).equals(run(SMALL, (0, 1)))
    with pytest.raises(StudyError, match="the activation 'rleu' is unknown"):
        run(Config(activations=("rleu",)), (0, 1))
