"""Signal propagation: the infinite width by mpmath, and finite networks near it while they are shallow."""

import math

import pytest
from mpmath import MPContext

from course_lib.studies import mean_of, recorded
from course_lib.studies.propagation import LONG, SMALL, WAYS, expected, run

MP = MPContext()
MP.dps = 20


def softplus(x):
    return MP.log1p(MP.exp(-abs(x))) + max(x, 0)


def sigmoid(x):
    return 1 / (1 + MP.exp(-x))


def normal_mean(function, q=1):
    at = [-12, -4, 0, 4, 12]
    return MP.quad(lambda z: function(MP.sqrt(q) * z) * MP.npdf(z), at)


def test_the_gains_are_those_of_their_names():
    mean = normal_mean(softplus)
    assert WAYS["softplus, forward kept"][1] == pytest.approx(
        float(1 / normal_mean(lambda x: softplus(x) ** 2)), rel=1e-4
    )
    assert WAYS["softplus, backward kept"][1] == pytest.approx(
        float(1 / normal_mean(lambda x: sigmoid(x) ** 2)), rel=1e-4
    )
    centred = normal_mean(lambda x: (softplus(x) - mean) ** 2)
    assert WAYS["centred softplus"][1] == pytest.approx(float(1 / centred), rel=1e-4)


def test_the_recursion_by_mpmath():
    q, factor = MP.mpf(1), MP.mpf(1)
    for depth in range(1, 5):
        factor *= 2 * normal_mean(lambda x: sigmoid(x) ** 2, q)
        q = 2 * normal_mean(lambda x: softplus(x) ** 2, q)
        assert expected("softplus, He", depth) == pytest.approx((float(q), float(factor)), rel=1e-9)
    assert expected("relu, both kept", 32) == pytest.approx((1.0, 1.0), rel=1e-9)  # He et al. 2015


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("way", WAYS)
def test_four_layers_of_finite_width_are_near_infinite_width(way, again):
    frame = recorded("propagation", again).frame
    moment, factor = map(math.log, expected(way, 4))
    assert abs(mean_of(frame, "ln second moment", way, 4).mean - moment) < LONG.smallest / 2
    assert abs(mean_of(frame, "ln gradient factor", way, 4).mean - factor) < LONG.smallest / 2


def test_two_runs_give_the_same_frame():
    assert run(SMALL, (0, 1)).equals(run(SMALL, (0, 1)))
