"""What is stored can be made again: the table, the profile, and the sweep over every float32."""

import json
import math

import pandas as pd
import pytest
import torch

from course_lib.accuracy import (
    every_float32,
    measure_profile,
    measure_table,
    million,
    million_float64,
    profile,
    regions,
    table,
    worst_stored,
    worst_ulp,
)
from course_lib.accuracy.commands import main
from course_lib.accuracy.sweep import CHUNK, CHUNKS, inputs, sweep
from course_lib.activations import IMPLEMENTATIONS

FORMS = ("exact", "softplus", "torch_rule")


def test_the_table_has_a_row_for_everything():
    frame = table()
    values = frame.query("quantity == 'value'")
    assert {*IMPLEMENTATIONS, "fused"} - {"triton", "triton_exact"} == set(values["implementation"])
    fused = values.query("implementation == 'fused'")
    assert set(fused["dtype"]) == {"float16", "bfloat16", "float32"} and (fused["points"] >= 16_384).all()
    assert set(frame["dtype"]) == {"float16", "bfloat16", "float32", "float64"}
    assert set(frame["quantity"]) == {"value", "slope", "curvature", "inverse"}
    assert set(frame["region"]) == set(regions("float32"))
    assert not frame.duplicated(["implementation", "quantity", "dtype", "beta", "region"]).any()


@pytest.mark.parametrize(
    ("form", "quantity", "dtype", "beta", "bound"),
    [
        ("exact", "value", None, None, 0.51),
        ("fused", "value", None, 1.0, 1),
        ("fused", "value", None, None, 3),
        ("softplus", "value", "float32", 1.0, 1.6),
        ("softplus", "value", "float64", 1.0, 1.5),
        ("softplus", "value", None, None, 3),
        ("slope", "slope", None, None, 4),
        ("curvature", "curvature", None, None, 5),
        ("inverse", "inverse", None, None, 2),
        ("softplus", "curvature", "float32", 1.0, 20),
        ("softplus", "curvature", "float64", 1.0, 70),
    ],
)
def test_the_stored_table_keeps_the_bounds(form, quantity, dtype, beta, bound):
    frame = table().query("implementation == @form and quantity == @quantity")
    frame = frame if dtype is None else frame.query("dtype == @dtype")
    frame = frame if beta is None else frame.query("beta == @beta")
    assert len(frame) and frame["ulp"].max() <= bound


def test_the_table_measured_again_agrees_within_a_factor():
    """Another CPU has another math library: the last digit may differ, the size may not."""
    stored = table().set_index(["implementation", "quantity", "dtype", "beta", "region"])["ulp"]
    again = measure_table(("float16",), (1.0,), implementations=FORMS)
    for row in again[again["points"] > 0].itertuples():
        old = stored[(row.implementation, row.quantity, row.dtype, row.beta, row.region)]
        assert row.ulp == old or abs(row.ulp - old) <= 0.5 + 0.5 * old, row


def test_the_profile_measured_again_has_the_same_shape():
    again = measure_profile(("float32",), bins=12, per_bin=50, implementations=FORMS)
    assert list(again.columns) == list(profile().columns)
    assert again.query("curve == 'exact'")["ulp"].max() <= 0.51
    assert set(profile()["dtype"]) == {"float16", "bfloat16", "float32", "float64"}


def test_every_bit_pattern_of_float32_is_an_input_once():
    assert CHUNK * CHUNKS == 2**32
    first, last = inputs(0), inputs(CHUNKS - 1)
    assert first[0].view(torch.int32) == -(2**31) and last[-1].view(torch.int32) == 2**31 - 1
    assert inputs(CHUNKS // 2)[0].view(torch.int32) == 0


def test_a_stopped_sweep_goes_on_where_it_stopped(tmp_path):
    columns = (("exact", "value"), ("naive", "value"), ("softplus", "slope"))
    chunks = [49280, 49344, 16400, 0]
    whole = sweep(tmp_path / "whole.json", columns, chunks, progress=False)
    sweep(tmp_path / "parts.json", columns, chunks[:2], progress=False)
    parts = sweep(tmp_path / "parts.json", columns, chunks, progress=False)
    assert parts == whole == json.loads((tmp_path / "whole.json").read_text(encoding="utf-8"))
    seen = whole["worst"]["exact value"]
    assert sum(cell["inputs"] for cell in seen.values()) == 4 * CHUNK
    assert max(cell["ulp"] for cell in seen.values()) <= 0.5 + 1e-6
    assert sum(cell["not_nearest"] for cell in seen.values()) == 0
    with pytest.raises(ValueError, match=r"parts\.json was begun on"):
        sweep(tmp_path / "parts.json", columns[:1], chunks, progress=False)


def test_the_sweep_sees_a_wrong_form(tmp_path):
    state = sweep(tmp_path / "naive.json", (("naive", "value"),), [16800], progress=False)
    assert max(cell["ulp"] for cell in state["worst"]["naive value"].values()) > 1


def test_every_float32_was_tried_and_kept_the_bounds():
    found = every_float32()
    assert found["done"] == CHUNKS
    worst = {name: max(c["ulp"] for c in cells.values()) for name, cells in found["worst"].items()}
    for name, cells in found["worst"].items():
        assert sum(cell["inputs"] for cell in cells.values()) == 2**32, name
    assert worst["exact value"] <= 0.5 + 2**-26
    assert sum(cell["not_nearest"] for cell in found["worst"]["exact value"].values()) == 0
    assert worst["softplus value"] <= 1.6
    normal = {r: c["ulp"] for r, c in found["worst"]["softplus slope"].items() if r != "underflow"}
    assert max(normal.values()) <= 4
    assert worst["slope slope"] <= 4 and worst["curvature curvature"] <= 5
    assert worst["softplus curvature"] <= 20


def test_the_compiled_form_was_tried_on_every_float32():
    found = every_float32("sweep_float32_fused.json")
    assert found["done"] == CHUNKS
    worst = {name: max(c["ulp"] for c in cells.values()) for name, cells in found["worst"].items()}
    assert set(worst) == {"fused value", "fused slope", "fused curvature"}
    for name, cells in found["worst"].items():
        assert sum(cell["inputs"] for cell in cells.values()) == 2**32, name
    assert worst["fused value"] <= 1
    normal = {r: c["ulp"] for r, c in found["worst"]["fused slope"].items() if r != "underflow"}
    assert max(normal.values()) <= 2
    assert worst["fused curvature"] <= 20


def test_a_million_float64_inputs_kept_the_bounds():
    found = million_float64()
    worst = {name: max(c["ulp"] for c in cells.values()) for name, cells in found["worst"].items()}
    assert found["points"] >= 1_000_000
    assert worst["exact value"] <= 0.51 and worst["softplus value"] <= 1.5
    assert worst["softplus value"] < worst["logaddexp_form value"] <= 1.8
    assert 580_162 < worst["torch_rule value"] < 580_164


def test_the_worst_that_is_stored_is_the_largest_of_table_and_searches():
    worst = worst_stored()
    assert worst["torch_rule", "float64"] > 580_000 and worst["exact", "float32"] <= 0.51
    assert worst["fused", "float32"] <= 1 < worst["softplus", "float32"] <= 1.6
    assert worst["softplus", "float64"] == max(
        c["ulp"] for c in million_float64()["worst"]["softplus value"].values()
    )
    assert worst_stored(3.0)["softplus", "float32"] <= 0.51 and worst_stored(7.5) == {}


def test_the_first_of_the_million_again():
    found = million.measure(1500, progress=False)["worst"]
    assert max(c["ulp"] for c in found["exact value"].values()) <= 0.51
    assert max(c["ulp"] for c in found["softplus value"].values()) <= 1.5
    assert max(c["ulp"] for c in found["torch_rule value"].values()) > 500_000


def test_worst_ulp_takes_any_function_with_a_truth():
    found = worst_ulp(
        lambda x, beta: torch.tanh(x),
        "value",
        "float32",
        "centre",
        points=500,
        truth=lambda mp, x, b: mp.tanh(x),
    )
    assert 0 < found.ulp < 4 and abs(found.x) <= 1 and found.points > 400
    wrong = worst_ulp(
        lambda x, beta: x, "value", "float32", "centre", points=500, truth=lambda mp, x, b: mp.tanh(x)
    )
    assert wrong.ulp > 1000


def test_worst_ulp_says_what_it_does_not_know():
    with pytest.raises(ValueError, match="unknown implementation 'softplux'"):
        worst_ulp("softplux", "value", "float32", "left")
    with pytest.raises(ValueError, match=r"unknown region 'middle'; expected one of underflow"):
        worst_ulp("exact", "value", "float32", "middle")
    with pytest.raises(ValueError, match="unknown float type 'float31'"):
        worst_ulp("exact", "value", "float31", "left")
    with pytest.raises(ValueError, match="unknown quantity 'area'"):
        worst_ulp("exact", "area", "float32", "left")


@pytest.mark.parametrize(
    ("function", "quantity", "words"),
    [
        (lambda x, beta: x.double(), "value", r"returned torch.float64 of shape .* keeps dtype and shape"),
        (lambda x, beta: x[:2], "value", r"shape \(2,\) for an input"),
        (lambda x, beta: None, "value", "returned NoneType"),
        (lambda x, beta: x.detach(), "slope", r"slope is taken by autograd.*no gradient"),
    ],
    ids=["another dtype", "another shape", "nothing", "no gradient"],
)
def test_worst_ulp_refuses_a_function_that_it_cannot_judge(function, quantity, words):
    with pytest.raises(TypeError, match=words):
        worst_ulp(function, quantity, "float16", "left")


@pytest.mark.parametrize("points", [0, -5, 1, 2.5])
def test_too_few_points_are_refused(points):
    with pytest.raises(ValueError, match="2 or more"):
        worst_ulp("naive", "value", "float32", "left", points=points)


def test_the_command_says_what_is_wrong_on_stderr(tmp_path, capsys):
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"machine": {}, "done": 0, "worst": {}}), encoding="utf-8")
    assert main(["sweep", "--state", str(state)]) == 2
    assert "state.json was begun on" in capsys.readouterr().err


def test_ulp_is_never_missing_where_inputs_were_tried():
    frame = table()
    assert not frame[frame["points"] > 0]["ulp"].isna().any()
    assert isinstance(frame, pd.DataFrame) and math.isinf(frame["ulp"].max())
