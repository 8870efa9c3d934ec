"""The cut-offs follow from the float type, and agree with the constants that two libraries have published."""

import math

import pytest
import torch

from course_lib.activations import cuts, tensorflow_cut

# LogExpFunctions.jl, src/basicfuns.jl, _log1pexp_thresholds (constants as published)
JULIA = {
    torch.float64: (-745.1332191019412, -36.7368005696771, 18.021826694558577, 33.23111882352963),
    torch.float32: (-103.97208, -16.635532, 7.9711924, 13.993),
    torch.float16: (-17.33, -7.625, 3.467, 5.86),
}
# tensorflow/core/kernels/softplus_op.h: log(epsilon) + 2
TENSORFLOW = {torch.float64: -34.04, torch.float32: -13.94, torch.float16: -4.93}


@pytest.mark.parametrize("dtype", JULIA, ids=str)
def test_cuts_are_those_of_log_exp_functions(dtype):
    """To within one rounding of the type: Julia multiplies by ln 2 rounded to it (float16: 3.467, not 3.4657)."""
    for derived, published in zip(cuts(dtype), JULIA[dtype], strict=True):
        assert math.isclose(derived, published, rel_tol=torch.finfo(dtype).eps)


@pytest.mark.parametrize("dtype", TENSORFLOW, ids=str)
def test_the_cut_of_tensorflow(dtype):
    assert round(tensorflow_cut(dtype), 2) == TENSORFLOW[dtype]


@pytest.mark.parametrize("dtype", [*JULIA, torch.bfloat16], ids=str)
def test_each_cut_is_where_the_pieces_agree_to_one_ulp_and_not_far_before(dtype):
    cut, eps = cuts(dtype), torch.finfo(dtype).eps
    assert math.exp(cut.exp) / 2 <= eps / 2 and math.exp(cut.exp + 2) / 2 > eps / 2
    assert math.exp(-2 * cut.log1p) / 2 <= eps * cut.log1p
    assert math.exp(-cut.linear) <= eps * cut.linear and math.exp(-(cut.linear - 2)) > eps * cut.linear
    smallest = torch.finfo(dtype).smallest_normal * eps
    assert math.isclose(cut.zero, math.log(smallest) - math.log(2), rel_tol=1e-12)
