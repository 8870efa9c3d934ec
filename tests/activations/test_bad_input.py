"""Bad input is refused in words: what was passed, what was expected, what to do."""

import math

import numpy as np
import pytest
import torch

from course_lib.activations import (
    IMPLEMENTATIONS,
    Softplus,
    curvature,
    implementation,
    inverse,
    slope,
    softplus,
)

FORMS = {name: form.function for name, form in IMPLEMENTATIONS.items()}
FUNCTIONS = {**FORMS, "slope": slope, "curvature": curvature, "inverse": inverse}
TYPED = sorted(set(FORMS) - {"softplus", "exact"})  # `beta * x` in PyTorch
every_function = pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)


@every_function
@pytest.mark.parametrize("thing", ["a", 1.0, 3, None, [1.0], np.ones(2)], ids=repr)
def test_what_is_no_tensor_is_refused(function, thing):
    with pytest.raises(TypeError, match=r"must be a torch.Tensor of real floats.*torch.tensor"):
        function(thing)


@every_function
@pytest.mark.parametrize("dtype", [torch.int64, torch.int8, torch.uint8, torch.bool])
def test_integers_and_booleans_are_refused(function, dtype):
    with pytest.raises(TypeError, match=rf"{dtype}.*must be one of float16.*Convert it first"):
        function(torch.ones(2).to(dtype))


@every_function
def test_complex_numbers_are_refused(function):
    with pytest.raises(TypeError, match=r"complex64.*real numbers only"):
        function(torch.ones(2, dtype=torch.complex64))


@every_function
def test_an_eight_bit_float_is_refused(function):
    with pytest.raises(TypeError, match="float8_e5m2"):
        function(torch.ones(2).to(torch.float8_e5m2))


@every_function
def test_sparse_tensors_are_refused(function):
    with pytest.raises(TypeError, match=r"sparse_coo.*ln 2 is not 0.*to_dense"):
        function(torch.ones(2).to_sparse())


@pytest.mark.filterwarnings("ignore")  # PyTorch itself warns that quantised tensors will go
@every_function
def test_quantised_tensors_are_refused(function):
    with pytest.raises(TypeError, match=r"quint8.*dequantize"):
        function(torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.quint8))


@every_function
def test_meta_tensors_give_a_meta_tensor_of_the_same_shape(function):
    for dtype in (torch.float32, torch.float64, torch.bfloat16):
        result = function(torch.empty(2, 3, device="meta", dtype=dtype), 3.0)
        assert result.is_meta and result.shape == (2, 3) and result.dtype == dtype


@every_function
@pytest.mark.parametrize(
    "beta", [0, 0.0, -1.0, math.inf, -math.inf, math.nan, 10**400], ids=lambda b: str(b)[:5]
)
def test_a_beta_that_is_not_positive_and_finite_is_refused(function, beta):
    with pytest.raises(ValueError, match=r"beta is .*must be positive and finite"):
        function(torch.ones(2), beta)


@every_function
@pytest.mark.parametrize("beta", ["1", True, None, 1j, [1.0]], ids=repr)
def test_a_beta_that_is_no_number_is_refused(function, beta):
    with pytest.raises(TypeError, match="must be a positive number"):
        function(torch.ones(2), beta)


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("beta", [1e-60, 1e60])
def test_a_beta_that_pytorch_reads_as_0_or_inf_is_refused_by_the_forms_that_a_reader_types(name, beta):
    """The others take it: tests/activations/test_beta_as_given.py."""
    for dtype in (torch.float16, torch.float32):
        with pytest.raises(ValueError, match=rf"{name}: beta = .* in torch.float32.*or a wider type"):
            FUNCTIONS[name](torch.ones(2, dtype=dtype), beta)
    assert FUNCTIONS[name](torch.ones(2, dtype=torch.float64), beta).shape == (2,)


@pytest.mark.parametrize("name", [n for n in FUNCTIONS if n != "softplus"])
def test_a_tensor_beta_is_for_softplus_only(name):
    with pytest.raises(TypeError, match=r"beta is a tensor.*learnable=True"):
        FUNCTIONS[name](torch.ones(2), torch.tensor(1.0))


@pytest.mark.parametrize("bad", [0.0, -1.0, math.inf, math.nan])
def test_a_learned_beta_driven_out_of_range_is_refused(bad):
    with pytest.raises(ValueError, match=r"every beta must be positive and finite.*learning its logarithm"):
        softplus(torch.ones(3), torch.tensor([1.0, bad, 2.0]))


def test_a_learned_beta_must_match_x():
    with pytest.raises(
        TypeError, match=r"beta is a tensor on meta, x on cpu; move it: beta\.to\(x\.device\)"
    ):
        softplus(torch.ones(3), torch.tensor(1.0, device="meta"))
    with pytest.raises(ValueError, match="would enlarge x"):
        softplus(torch.ones(3), torch.ones(2, 3))
    with pytest.raises(ValueError, match=r"shape \(2,\), which does not fit x of shape \(3,\)"):
        softplus(torch.ones(3), torch.ones(2))
    assert softplus(torch.ones(2, 3), torch.ones(1, 3)).shape == (2, 3)


@pytest.mark.parametrize("y", [-1e-30, -1.0, -math.inf])
def test_the_inverse_refuses_negative_values_and_counts_them(y):
    with pytest.raises(ValueError, match=r"inverse: 2 of 4 values are negative, the first is -"):
        inverse(torch.tensor([0.5, y, y, 2.0], dtype=torch.float64))


def test_the_inverse_of_zero_is_minus_infinity():
    assert inverse(torch.tensor([0.0, -0.0])).tolist() == [-math.inf, -math.inf]


@pytest.mark.parametrize(
    "arguments",
    [
        {"beta": 0.0},
        {"beta": -2.0, "learnable": True},
        {"features": 3},
        *({"learnable": True, "features": n} for n in (0, -1, 1.5, "a", True)),
    ],
    ids=str,
)
def test_the_layer_refuses_what_it_cannot_use(arguments):
    with pytest.raises(ValueError, match="Softplus: "):
        Softplus(**arguments)


def test_an_unknown_implementation_names_the_known_ones():
    with pytest.raises(ValueError, match=r"unknown implementation 'softplux'; expected one of naive, "):
        implementation("softplux")


def test_a_layer_without_numbers_can_be_printed():
    assert repr(Softplus(learnable=True, device="meta")) == "Softplus(beta=?, learnable=True)"
