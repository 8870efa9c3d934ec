"""Activations by name: each is the function that its name says."""

import numpy as np
import pytest
import torch

from course_lib.studies import StudyError
from course_lib.studies.conditions import CENTRE, activation


@pytest.mark.parametrize(
    "name, reference",
    [
        ("relu", lambda x: np.maximum(x, 0)),
        ("softplus", lambda x: np.logaddexp(x, 0)),
        ("softplus β=10", lambda x: np.logaddexp(10 * x, 0) / 10),
        ("softplus β=0.5", lambda x: np.logaddexp(0.5 * x, 0) / 0.5),
        ("shifted softplus", lambda x: np.logaddexp(x, 0) - np.log(2)),
        ("centred softplus", lambda x: np.logaddexp(x, 0) - CENTRE),
    ],
)
def test_a_name_gives_its_function(name, reference):
    x = torch.linspace(-5, 5, 41, dtype=torch.float64)
    assert np.allclose(activation(name)(x).numpy(), reference(x.numpy()), rtol=0, atol=1e-12)


def test_the_centre_is_the_mean_over_a_normal_input():
    nodes, weights = np.polynomial.hermite_e.hermegauss(201)
    assert pytest.approx((weights * np.logaddexp(nodes, 0)).sum() / weights.sum(), abs=1e-7) == CENTRE


@pytest.mark.parametrize("name", ["Relu", "softplus beta=10", "softplus β=0", "softplus β=-1", 3])
def test_an_unknown_name_is_told_with_the_known_ones(name):
    with pytest.raises(StudyError, match="known are relu, leaky_relu"):
        activation(name)
