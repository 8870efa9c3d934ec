"""The ruler itself: the truth, the distance in ULP, and the regions."""

import itertools
import math

import mpmath
import pytest
import torch

from course_lib.accuracy import QUANTITIES, regions, true_value, ulp_error

DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
every_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=str)


def exact_numbers(*numbers):
    """The numbers as mpf with digits to spare."""
    context = mpmath.MPContext()
    context.prec = 200
    return [context.mpf(number) for number in numbers]


@every_dtype
def test_neighbours_are_one_ulp_apart_and_the_middle_is_half(dtype):
    info = torch.finfo(dtype)
    one = exact_numbers(1.0)
    assert ulp_error([1.0 + info.eps], one, dtype).item() == 1.0
    assert ulp_error([1.0 - info.eps / 2], one, dtype).item() == 0.5  # spacing at the exact value, above 1
    between = [one[0] + one[0] * info.eps / 2]
    assert ulp_error([1.0], between, dtype).item() == 0.5
    below_one = exact_numbers(1.0 - info.eps / 2)
    assert ulp_error([1.0], below_one, dtype).item() == 1.0


@every_dtype
def test_subnormals_have_the_spacing_of_the_smallest(dtype):
    smallest = torch.finfo(dtype).smallest_normal * torch.finfo(dtype).eps
    for k in (1, 3, 100):
        exact = exact_numbers(k * smallest)
        assert ulp_error([0.0], exact, dtype).item() == k
        assert ulp_error([(k + 1) * smallest], exact, dtype).item() == 1.0
    assert ulp_error([-0.0, smallest], exact_numbers(0.0, 0.0), dtype).tolist() == [0.0, 1.0]


@every_dtype
def test_infinities_and_nan(dtype):
    largest = torch.finfo(dtype).max
    inf, nan = math.inf, math.nan
    truths = exact_numbers(1.0, 1.0, 1.0, inf, inf, -inf, inf, nan, nan)
    results = [inf, nan, -inf, inf, largest, inf, nan, nan, 1.0]
    assert ulp_error(results, truths, dtype).tolist() == [inf, inf, inf, 0.0, inf, inf, inf, 0.0, inf]
    beyond = [truth * 2 for truth in exact_numbers(largest)]
    assert ulp_error([inf], beyond, dtype).item() == 0.0
    assert ulp_error([largest], exact_numbers(largest), dtype).item() == 0.0
    assert ulp_error([inf], exact_numbers(largest), dtype).item() == inf


@pytest.mark.parametrize("dtype", DTYPES[:3], ids=str)
def test_a_float64_reference_measures_the_same_as_mpmath(dtype):
    x = torch.linspace(-110, 30, 3001).to(dtype)
    result = torch.nn.functional.softplus(x)
    truth = true_value(x)
    wide = torch.tensor([float(t) for t in truth], dtype=torch.float64)
    slow, fast = ulp_error(result, truth, dtype), ulp_error(result, wide, dtype)
    assert torch.allclose(slow, fast, rtol=1e-6, atol=1e-6)
    assert slow.max() > 0.3


def test_a_float64_reference_keeps_the_rules_for_infinities():
    inf, nan = math.inf, math.nan
    truth = torch.tensor([1.0, inf, nan, 1e39, 1e39, 0.0, 1.0], dtype=torch.float64)
    result = torch.tensor([inf, inf, nan, inf, 3e38, -0.0, nan])
    assert ulp_error(result, truth, "float32").tolist() == [inf, 0.0, 0.0, 0.0, inf, 0.0, inf]


def test_the_ruler_refuses_what_it_cannot_measure():
    with pytest.raises(ValueError, match="unknown float type 'float8'"):
        ulp_error([1.0], exact_numbers(1.0), "float8")
    with pytest.raises(ValueError, match="2 results but 1 exact"):
        ulp_error([1.0, 2.0], exact_numbers(1.0), "float32")
    with pytest.raises(TypeError, match="must be float64 and judge a narrower type"):
        ulp_error(torch.ones(1), torch.ones(1, dtype=torch.float64), "float64")
    with pytest.raises(ValueError, match=r"shape \(3,\) but exact values of shape \(1,\)"):
        ulp_error(torch.ones(3), torch.ones(1, dtype=torch.float64), "float32")
    for exact in ([1.0], 1.0, "1"):
        with pytest.raises(TypeError, match=r"list of mpmath numbers.*true_value"):
            ulp_error([1.0], exact, "float32")
    with pytest.raises(ValueError, match="unknown quantity 'area'; expected one of value, slope"):
        true_value(torch.ones(1), quantity="area")
    with pytest.raises(ValueError, match="at least 60"):
        true_value(torch.ones(1), bits=10)
    with pytest.raises(TypeError, match=r"must be a torch\.Tensor"):
        true_value(1.0)


@pytest.mark.parametrize("quantity", QUANTITIES)
@pytest.mark.parametrize("beta", [1.0, 0.25, 3.0])
def test_the_truth_obeys_identities_at_another_precision(quantity, beta):
    """A second road to each quantity, at 4000 bits: definitions typed in, where the truth uses stable forms."""
    x = torch.tensor([-740.0, -90.0, -3.0, -1e-20, 0.0, 0.1, 2.0, 33.0, 200.0], dtype=torch.float64)
    x = x.abs() + 1e-300 if quantity == "inverse" else x
    with mpmath.workprec(4000):
        one, b = mpmath.mpf(1), mpmath.mpf(beta)
        definition = {
            "value": lambda v: mpmath.log(1 + mpmath.exp(b * v)) / b,
            "slope": lambda v: 1 - one / (1 + mpmath.exp(b * v)),
            "curvature": lambda v: b * mpmath.exp(b * v) / (1 + mpmath.exp(b * v)) ** 2,
            "inverse": lambda v: mpmath.log(mpmath.exp(b * v) - 1) / b,
        }[quantity]
        for got, number in zip(true_value(x, beta, quantity), x.tolist(), strict=True):
            expected = definition(mpmath.mpf(number))
            assert abs(mpmath.make_mpf(got._mpf_) - expected) <= abs(expected) * mpmath.mpf(2) ** -200


@every_dtype
@pytest.mark.parametrize("beta", [1.0, 100.0, 0.25])
def test_regions_cover_the_line_without_a_gap(dtype, beta):
    found = list(regions(dtype, beta).values())
    assert [r.name for r in found] == ["underflow", "deep", "left", "centre", "right", "linear"]
    assert found[0].low == -torch.finfo(dtype).max and found[-1].high == torch.finfo(dtype).max
    assert all(a.high == b.low for a, b in itertools.pairwise(found))
    assert all(r.low <= r.high for r in found)


@every_dtype
@pytest.mark.parametrize("beta", [1.0, 3.0, 0.25])
def test_the_ends_of_the_regions_are_where_the_rounded_truth_changes(dtype, beta):
    area = regions(dtype, beta)
    beta = torch.tensor(beta, dtype=dtype).item()

    def around(x):
        near = torch.tensor(x, dtype=dtype)
        for _ in range(2):
            near = torch.nextafter(near, torch.tensor(-math.inf, dtype=dtype))
        points = [near]
        for _ in range(4):
            points.append(torch.nextafter(points[-1], torch.tensor(math.inf, dtype=dtype)))
        return torch.stack(points)

    x = around(area["right"].high)
    linear = torch.tensor([float(t) for t in true_value(x, beta)], dtype=torch.float64).to(dtype) == x
    assert linear[-1] and not linear[0]
    x = around(area["underflow"].high)
    normal = [t >= torch.finfo(dtype).smallest_normal for t in true_value(x, beta)]
    if area["deep"].low < area["deep"].high:
        assert normal[-1] and not normal[0]
    x = around(area["deep"].high)
    one_plus = torch.tensor([float(t) for t in true_value(x * beta, 1.0, "slope")], dtype=torch.float64)
    naive_is_zero = one_plus < torch.finfo(dtype).eps / 2
    assert naive_is_zero[0] and not naive_is_zero[-1]


def test_landmarks_of_the_fact_sheet():
    ends = {
        name: [round(r.high, 3) for r in regions(name).values()]
        for name in ("float16", "bfloat16", "float32", "float64")
    }
    assert [ends[n][0] for n in ends] == [-9.704, -87.337, -87.337, -708.396]
    assert [ends[n][1] for n in ends] == [-7.625, -5.545, -16.636, -36.737]
    assert [ends[n][4] for n in ends] == [6.237, 4.151, 14.556, 33.271]
