"""Extremes, dtypes, shapes, memory layouts: the contract that every form keeps."""

import math

import pytest
import torch
from torch.nn import functional as F

from course_lib.activations import IMPLEMENTATIONS, PEERS, curvature, inverse, slope, squareplus, torch_rule

FORMS = {name: form.function for name, form in IMPLEMENTATIONS.items()}
ACCURATE = {name: f for name, f in FORMS.items() if name not in ("naive", "log1p_form")}
DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
accurate_form = pytest.mark.parametrize("form", ACCURATE.values(), ids=ACCURATE)
every_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=str)


@every_form
@every_dtype
@pytest.mark.parametrize("beta", [1.0, 3.0, 0.25])
def test_dtype_and_shape_are_kept(form, dtype, beta):
    for shape in ((), (0,), (3,), (2, 0, 3), (2, 3, 4)):
        result = form(torch.zeros(shape, dtype=dtype), beta)
        assert result.shape == shape and result.dtype == dtype
        assert torch.allclose(result.double(), torch.tensor(math.log(2) / beta).double(), rtol=1e-2)


@accurate_form
@every_dtype
@pytest.mark.parametrize("beta", [1.0, 2.0, 3.0, 0.25])
def test_the_ends_of_the_line(form, dtype, beta):
    largest = torch.finfo(dtype).max
    x = torch.tensor([-math.inf, math.inf, -largest, largest / 4], dtype=dtype)
    assert form(x, beta).tolist() == [0.0, math.inf, 0.0, x[3].item()]
    assert form(torch.tensor([math.nan], dtype=dtype), beta).isnan().all()


@every_form
def test_nan_stays_nan_and_spoils_no_neighbour(form):
    result = form(torch.tensor([math.nan, 0.0]))
    assert result[0].isnan() and result[1] == torch.tensor(math.log(2.0))


@every_form
@pytest.mark.parametrize("beta", [1.0, 3.0])
def test_the_layout_of_the_input_does_not_matter_and_the_input_is_left_alone(form, beta):
    flat = torch.linspace(-30, 12, 24, dtype=torch.float64)
    views = {
        "transposed": flat.view(4, 6).t(),
        "strided": flat[::3],
        "expanded": flat[:4].view(4, 1).expand(4, 5),
        "channels last": flat.view(1, 2, 3, 4).contiguous(memory_format=torch.channels_last),
    }
    for name, view in views.items():
        before = view.clone()
        assert torch.allclose(form(view, beta), form(view.contiguous(), beta), rtol=1e-15, atol=0), name
        assert torch.equal(view, before), name


@every_dtype
@pytest.mark.parametrize("beta", [1.0, 100.0, 0.3])
@pytest.mark.parametrize("threshold", [20.0, 5.0, 40.0])
def test_torch_rule_is_what_its_docstring_says(dtype, beta, threshold):
    x = torch.linspace(-30, 50, 1001, dtype=dtype) / beta
    wide = x.double()
    z = wide * beta
    written_out = torch.where(z > threshold, wide, torch.log1p(torch.exp(z)) / beta)
    ours = torch_rule(x, beta, threshold)
    assert torch.equal(ours, F.softplus(x, beta=beta, threshold=threshold))
    near = (z - threshold).abs() < 1e-4  # βx itself may round across the threshold
    slack = 80 * torch.finfo(dtype).eps  # the roundings of β and βx, times |βx|
    assert torch.allclose(ours.double()[~near], written_out[~near], rtol=slack, atol=torch.finfo(dtype).tiny)


def test_torch_rule_compares_beta_times_x_and_strictly():
    at_threshold = torch.tensor([2.0], dtype=torch.float64)
    assert torch_rule(at_threshold, beta=10.0) != at_threshold
    assert torch_rule(torch.nextafter(at_threshold, at_threshold + 1), beta=10.0) > at_threshold
    assert torch_rule(torch.tensor([0.05]), beta=10.0, threshold=0.4) == torch.tensor([0.05])


@every_dtype
def test_slope_and_curvature_at_their_ends(dtype):
    x = torch.tensor([-math.inf, 0.0, math.inf, math.nan], dtype=dtype)
    assert slope(x, 2.0)[:3].tolist() == [0.0, 0.5, 1.0] and slope(x, 3.0)[3].isnan()
    assert curvature(x, 2.0)[:3].tolist() == [0.0, 0.5, 0.0] and curvature(x, 3.0)[3].isnan()


@every_dtype
def test_the_inverse_at_its_ends(dtype):
    y = torch.tensor([0.0, math.inf, math.nan, torch.finfo(dtype).max / 2], dtype=dtype)
    for beta in (1.0, 3.0, 0.25):
        x = inverse(y, beta)
        assert x[0] == -math.inf and x[1] == math.inf and x[2].isnan() and x[3] == y[3]


def test_peers_take_one_tensor_and_keep_its_dtype():
    for name, peer in PEERS.items():
        for dtype in (torch.float32, torch.bfloat16):
            result = peer(torch.tensor([-2.0, 0.0, 2.0], dtype=dtype))
            assert result.dtype == dtype and result[2] > result[1], name


@every_dtype
def test_squareplus_at_its_ends(dtype):
    largest = torch.finfo(dtype).max
    x = torch.tensor([-math.inf, math.inf, largest, -largest, math.nan], dtype=dtype)
    assert squareplus(x)[:4].tolist() == [0.0, math.inf, largest, 0.0] and squareplus(x)[4].isnan()
    small = torch.tensor([-100.0], dtype=dtype)
    expected = 2 / (100 + math.sqrt(10004))
    assert math.isclose(squareplus(small).item(), expected, rel_tol=4 * torch.finfo(dtype).eps)
