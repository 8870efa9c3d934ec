"""The float64 reference that judges float32 and narrower: proven here against mpmath."""

import pytest
import torch

from course_lib.accuracy import reference, true_value, ulp_error


def places():
    g = torch.Generator().manual_seed(1)
    wide = torch.rand(3000, generator=g, dtype=torch.float64) * 250 - 125
    near = torch.randn(2000, generator=g, dtype=torch.float64)
    tiny = torch.exp2(torch.rand(500, generator=g, dtype=torch.float64) * -149)
    return torch.cat([wide, near, tiny, -tiny]).float().double()


@pytest.mark.parametrize("quantity", ["value", "slope", "curvature"])
@pytest.mark.parametrize("beta", [1.0, 3.0, 0.25])
def test_the_reference_is_right_to_four_ulp_of_float64(quantity, beta):
    x = places() / 4 if beta == 3.0 else places()
    x = x.float().double()
    assert ulp_error(reference(x, quantity, beta), true_value(x, beta, quantity), torch.float64).max() <= 4


def test_the_reference_refuses_what_it_cannot_judge():
    with pytest.raises(TypeError, match="must be float64"):
        reference(torch.ones(1))
    with pytest.raises(ValueError, match="unknown quantity 'inverse'"):
        reference(torch.ones(1, dtype=torch.float64), "inverse")
