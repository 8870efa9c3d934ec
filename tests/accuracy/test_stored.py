"""What is stored can be made again: the table, the profile, and the sweep over every float32."""

import importlib
import inspect
import math
import pkgutil
import subprocess
import sys

import pandas as pd
import pytest
import torch

from course_lib import accuracy
from course_lib.accuracy import (
    evaluate,
    every_float32,
    measure_profile,
    measure_table,
    million_float64,
    profile,
    regions,
    table,
    worst_stored,
)
from course_lib.accuracy.commands import main
from course_lib.accuracy.million import measure_million
from course_lib.accuracy.stored import DATA, WORST
from course_lib.accuracy.sweep import CHUNK, CHUNKS, inputs, sweep
from course_lib.activations import IMPLEMENTATIONS, stable
from course_lib.records import Record, load, save

FORMS = ("exact", "softplus", "torch_rule")


def test_the_table_has_a_row_for_everything():
    frame = table()
    values = frame.query("quantity == 'value'")
    forms = {*IMPLEMENTATIONS, "fused"} - {"triton", "triton_exact"}
    assert set(values["implementation"]) == forms, "make it anew: python -m course_lib.accuracy table"
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
        *(("softplus", "value", dtype, 0.3, 0.51) for dtype in ("float16", "bfloat16", "float32")),
        ("slope", "slope", None, None, 3),
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
    again = measure_profile({name: name for name in FORMS}, ("float32",), [-110, -40, 0, 19, 21, 110])
    assert list(again) == list(profile()) and len(again) == 5 * len(FORMS)
    assert again.query("curve == 'exact'")["ulp"].max() <= 0.51
    stored = profile().query("dtype == 'float32'")
    for curve, rows in again.groupby("curve"):
        assert rows["ulp"].max() <= stored[stored["curve"] == curve]["ulp"].max() + 1


def test_the_profile_shows_what_lesson_03_says_of_it():
    frame = profile()
    assert set(frame["dtype"]) == {"float16", "bfloat16", "float32", "float64"}
    forms = set(IMPLEMENTATIONS) - {"fused", "triton", "triton_exact"}
    assert set(frame["curve"]) == forms, "make it anew: python -m course_lib.accuracy profile"
    assert (frame.groupby(["curve", "dtype"])["x"].diff().dropna() > 0).all()
    worst = {key: rows.set_index("x")["ulp"] for key, rows in frame.groupby(["curve", "dtype"])}
    for dtype in ("float16", "bfloat16", "float32", "float64"):
        form, rule = worst["stable", dtype].loc, worst["torch_rule", dtype].loc
        assert len(form[-40:40]) == 80 and form[-40:40].max() < 3
        assert math.isinf(worst["naive", dtype].max()) and math.isfinite(worst["naive", dtype].loc[:11].max())
        assert (rule[20:34].max() > 500_000) == (dtype == "float64")
        assert max(rule[-40:20].max(), rule[35:].max()) < 3
    assert 11 < worst["naive", "float16"].idxmax() < 11.2  # the first infinite one


def test_a_profile_of_any_function_finds_its_fault():
    wrong = {"mine": lambda x, beta: torch.where((x > 3.2) & (x < 3.3), x, stable(x, beta))}
    found = measure_profile(wrong, ("float64",), [0.0, 3.0, 4.0, 5.0])
    assert found["curve"].tolist() == ["mine"] * 3 and list(found) == list(profile())
    assert (found["ulp"] > 1000).tolist() == [False, True, False] and 3.2 < found["x"][1] < 3.3


@pytest.mark.parametrize("edges", [[5, 0], [5], [], [0, math.nan], [0, 0]], ids=str)
def test_a_profile_needs_edges_that_rise(edges):
    with pytest.raises(ValueError, match=r"edges is .*from left to right"):
        measure_profile({"mine": stable}, ("float32",), edges)


@pytest.mark.parametrize("forms", [stable, ["stable"], "stable"], ids=["a function", "a list", "a name"])
def test_a_profile_needs_forms_with_names(forms):
    with pytest.raises(TypeError, match=r"forms is .*give a dict"):
        measure_profile(forms, ("float32",), [0, 1])


def test_every_bit_pattern_of_float32_is_an_input_once():
    assert CHUNK * CHUNKS == 2**32
    first, last = inputs(0), inputs(CHUNKS - 1)
    assert first[0].view(torch.int32) == -(2**31) and last[-1].view(torch.int32) == 2**31 - 1
    assert inputs(CHUNKS // 2)[0].view(torch.int32) == 0


def test_a_stopped_sweep_goes_on_where_it_stopped(tmp_path):
    columns = (("exact", "value"), ("naive", "value"), ("softplus", "slope"))
    chunks = [49280, 49344, 16400, 0]
    whole = sweep(tmp_path / "whole.json", columns, chunks, progress=False).frame
    sweep(tmp_path / "parts.json", columns, chunks[:2], progress=False)
    parts = sweep(tmp_path / "parts.json", columns, chunks, progress=False).frame
    assert parts.equals(whole) and whole.equals(load(tmp_path / "whole.json").frame)
    seen = whole.query("implementation == 'exact'")
    assert seen["points"].sum() == 4 * CHUNK
    assert seen["ulp"].max() <= 0.5 + 1e-6 and seen["not_nearest"].sum() == 0
    with pytest.raises(ValueError, match=r"parts\.json was begun on"):
        sweep(tmp_path / "parts.json", columns[:1], chunks, progress=False)


def test_an_interrupted_sweep_keeps_whole_chunks(tmp_path, monkeypatch):
    columns, chunks = (("exact", "value"), ("softplus", "value")), [49280, 49344, 16400]
    calls = iter(range(4))

    def interrupted(*arguments):
        if next(calls) == 3:  # in the second chunk, after its first column
            raise KeyboardInterrupt
        return evaluate(*arguments)

    monkeypatch.setattr("course_lib.accuracy.sweep.evaluate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweep(tmp_path / "a.json", columns, chunks, progress=False)
    assert set(load(tmp_path / "a.json").frame.groupby("implementation")["points"].sum()) == {CHUNK}
    monkeypatch.undo()
    again = sweep(tmp_path / "a.json", columns, chunks, progress=False).frame
    assert again.equals(sweep(tmp_path / "b.json", columns, chunks, progress=False).frame)


def test_the_sweep_sees_a_wrong_form(tmp_path):
    assert (
        sweep(tmp_path / "naive.json", (("naive", "value"),), [16800], progress=False).frame["ulp"].max() > 1
    )


def worst_of(frame):
    """{"softplus slope": worst ULP}, outside the subnormal results of a slope by autograd."""
    by_autograd = (frame["quantity"] == "slope") & (frame["implementation"] != "slope")
    frame = frame[~(by_autograd & (frame["region"] == "underflow"))]
    return frame.groupby(frame["implementation"] + " " + frame["quantity"])["ulp"].max()


def test_every_float32_was_tried_and_kept_the_bounds():
    frame = every_float32()
    assert (frame.groupby(["implementation", "quantity"])["points"].sum() == 2**32).all()
    assert frame.query("implementation == 'exact'")["not_nearest"].sum() == 0
    worst = worst_of(frame)
    assert worst["exact value"] <= 0.5 + 2**-26
    assert worst["softplus value"] <= 1.6
    assert worst["softplus slope"] <= 4 and worst["softplus curvature"] <= 20
    assert worst["slope slope"] <= 4 and worst["curvature curvature"] <= 5
    assert worst["fused value"] <= 1 and worst["fused slope"] <= 2 and worst["fused curvature"] <= 20


def test_a_million_float64_inputs_kept_the_bounds():
    frame = million_float64()
    assert (frame.groupby("implementation")["points"].sum() >= 1_000_000).all()
    worst = frame.groupby("implementation")["ulp"].max()
    assert worst["exact"] <= 0.51 and worst["softplus"] <= 1.5
    assert worst["softplus"] < worst["logaddexp_form"] <= 1.8
    assert 580_162 < worst["torch_rule"] < 580_164


def test_table_sweep_and_million_have_the_same_columns():
    assert list(table()) == list(million_float64()) == list(every_float32())[: len(WORST)] == list(WORST)


def test_the_worst_that_is_stored_is_the_largest_of_table_and_searches():
    worst = worst_stored()
    assert worst["torch_rule", "float64"] > 580_000 and worst["exact", "float32"] <= 0.51
    assert worst["fused", "float32"] <= 1 < worst["softplus", "float32"] <= 1.6
    assert worst["softplus", "float64"] == worst_of(million_float64())["softplus value"]
    assert worst["softplus", "float32"] == worst_of(every_float32())["softplus value"]
    half = table().query("dtype == 'float16' and beta == 1")
    assert worst["softplus", "float16"] == worst_of(half)["softplus value"]
    assert worst_stored(3.0)["softplus", "float32"] <= 0.51 and worst_stored(7.5) == {}


def test_the_worst_that_is_stored_is_asked_by_beta():
    with pytest.raises(TypeError, match=r"beta is 'stable'; give a number"):
        worst_stored("stable")


@pytest.mark.parametrize("file", sorted(DATA.iterdir()), ids=lambda file: file.name)
def test_every_record_names_its_command_and_machine(file):
    record = load(file)
    assert record.command.startswith("python -m course_lib.accuracy ")
    assert {"system", "cpu"} <= set(record.machine) and {"torch", "python"} <= set(record.versions)


def test_the_first_of_the_million_again():
    found = measure_million(1500, progress=False)
    assert list(found) == list(WORST) and found["points"].sum() > 4 * 1500
    worst = found.groupby("implementation")["ulp"].max()
    assert worst["exact"] <= 0.51 and worst["softplus"] <= 1.5 and worst["torch_rule"] > 500_000


def test_the_command_says_what_is_wrong_on_stderr(tmp_path, capsys):
    path = tmp_path / "state.json"
    save(Record(every_float32()[:7], "python -m x", "2026-11-25", {"cpu": "Z80"}, {"torch": "0.1"}), path)
    assert main(["sweep", "--file", str(path)]) == 2
    assert "state.json was begun on {'cpu': 'Z80', 'torch': '0.1'} with 7 rows" in capsys.readouterr().err
    path.write_text("{}", encoding="utf-8")
    assert main(["sweep", "--file", str(path)]) == 2
    assert "state.json: this is JSON, but no record" in capsys.readouterr().err


def test_the_command_writes_a_record_of_this_machine(tmp_path):
    assert main(["million", "--points", "300", "--file", str(tmp_path / "new" / "a.json")]) == 0
    record = load(tmp_path / "new" / "a.json", WORST)
    assert record.command == "python -m course_lib.accuracy million --points 300"
    assert record.machine["cpu"] == torch.backends.cpu.get_cpu_capability()
    assert record.versions["torch"] == torch.__version__.split("+")[0]


def test_ulp_is_never_missing_where_inputs_were_tried():
    frame = table()
    assert not frame[frame["points"] > 0]["ulp"].isna().any()
    assert isinstance(frame, pd.DataFrame) and math.isinf(frame["ulp"].max())


def test_the_face_gives_each_name_that_it_lists():
    """A file of the room must not have the name of a function: once loaded, it would stand in its place."""
    for found in pkgutil.iter_modules(accuracy.__path__):
        if found.name != "__main__":
            importlib.import_module(f"course_lib.accuracy.{found.name}")
    for name in accuracy.__all__:
        assert not inspect.ismodule(getattr(accuracy, name)), name
    with pytest.raises(AttributeError, match="no attribute 'worst_ulps'"):
        _ = accuracy.worst_ulps


def test_what_is_stored_and_the_formulas_are_read_without_torch():
    code = (
        "import sys; from course_lib.accuracy import formulas, profile, worst_stored; "
        "worst_stored(), profile(); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
