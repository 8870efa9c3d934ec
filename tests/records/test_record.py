"""What may be a record, and what may not."""

import re

import numpy as np
import pandas as pd
import pytest

from course_lib.records import Record, RecordError, new_record, this_machine, versions

FRAME = pd.DataFrame({"form": ["stable"], "ulp": [0.5], "points": [3], "best": [True]})


def record(frame=FRAME, command="python -m x", date="2026-11-25", machine=None, versions=None):
    return Record(frame, command, date, machine or {"cpu": "AVX2"}, versions or {"torch": "2.13.0"})


def test_a_record_knows_the_types_of_its_columns():
    assert record().columns == {"form": str, "ulp": float, "points": int, "best": bool}


def test_a_new_record_names_today_this_machine_and_the_versions():
    made = new_record(FRAME, "python -m x", ("pandas",), cpu="AVX2")
    assert made.versions["pandas"] == pd.__version__ and made.versions == versions("pandas")
    assert made.machine == {**this_machine(), "cpu": "AVX2"}
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", made.date)


@pytest.mark.parametrize(
    "frame, words",
    [
        ({"a": [1]}, "give a pandas DataFrame"),
        (FRAME.iloc[:0], "has no row"),
        (pd.DataFrame(index=[0]), "columns are"),
        (FRAME.set_index("form"), "reset_index"),
        (pd.concat([FRAME, FRAME]), r"drop=True\) numbers the rows anew"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "different names"),
        (pd.DataFrame([[1, 2]]), "each a text"),
        (pd.DataFrame({"a": [1.0, "x"]}), "'a' holds float, str"),
        (pd.DataFrame({"a": ["x", None]}), "column 'a' holds"),
        (pd.DataFrame({"a": [True, 1]}, dtype=object), "'a' holds bool, int"),
        (pd.DataFrame({"a": [pd.Timestamp("2026-11-25")]}), "'a' holds Timestamp"),
        (pd.DataFrame({"a": [[1.0]]}), "'a' holds list"),
        (pd.DataFrame({"a": ["\ud800"]}, dtype=object), "UTF-8"),
    ],
)
def test_a_frame_that_is_not_tidy_is_refused(frame, words):
    with pytest.raises(RecordError, match=words):
        record(frame)


@pytest.mark.parametrize(
    "field, value",
    [
        ("command", " "),
        ("command", 3),
        ("date", "25.11.2026"),
        ("date", "2026-13-01"),
        ("date", "20261125"),
        ("date", 20261125),
        ("machine", {1: "AVX2"}),
        ("machine", {"cpu": None}),
        ("machine", {"cpu": {"name": "x"}}),
        ("machine", {"clock": float("nan")}),
        ("machine", {"clock": -(10**400)}),
        ("machine", ["AVX2"]),
        ("versions", {"torch": 2.13}),
        ("versions", {"torch": "\udfff"}),
    ],
)
def test_a_wrong_fact_is_refused_by_name(field, value):
    with pytest.raises(RecordError, match=f"^{field} is"):
        record(**{field: value})


def test_one_package_in_place_of_several_is_refused():
    with pytest.raises(RecordError, match=r"packages is 'torch'; give a tuple"):
        new_record(FRAME, "python -m x", "torch")


@pytest.mark.parametrize("field", ["machine", "versions"])
def test_a_record_without_machine_or_versions_is_refused(field):
    facts = {"machine": {"cpu": "AVX2"}, "versions": {"torch": "2.13.0"}, field: {}}
    with pytest.raises(RecordError, match=f"^{field} is"):
        Record(FRAME, "python -m x", "2026-11-25", **facts)


def test_narrow_floats_are_floats():
    assert record(pd.DataFrame({"a": np.float32([0.1])})).columns == {"a": float}
