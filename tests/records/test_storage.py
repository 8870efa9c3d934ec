"""A record comes back as it was written, or is refused; a stopped write leaves the old file."""

import contextlib
import json
import math
import pathlib
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.records import Record, RecordError, load, save, storage

texts = st.text(st.characters(exclude_categories=["Cs"]))
kinds = {
    str: texts,
    float: st.floats(),
    int: st.integers(),
    bool: st.booleans(),
}
facts = st.dictionaries(texts, texts, min_size=1, max_size=3)


@st.composite
def frames(draw):
    columns = draw(st.dictionaries(texts, st.sampled_from(list(kinds)), min_size=1, max_size=4))
    rows = draw(st.integers(1, 4))
    cells = {n: draw(st.lists(kinds[k], min_size=rows, max_size=rows)) for n, k in columns.items()}
    return pd.DataFrame(cells), columns


def record(ulps=(0.5, math.inf)):
    frame = pd.DataFrame({"form": [f"form {i}" for i in range(len(ulps))], "ulp": list(ulps)})
    return Record(frame, "python -m x", "2026-11-25", {"cpu": "AVX2", "clock": 2.5}, {"torch": "2.13.0"})


def bits(value):
    return struct.pack("<d", value) if isinstance(value, float) and not math.isnan(value) else repr(value)


@settings(max_examples=150, deadline=None)
@given(frames(), texts.filter(str.strip), st.dates(), facts, facts)
def test_what_is_saved_comes_back_bit_for_bit(tmp_path_factory, drawn, command, date, machine, versions):
    frame, columns = drawn
    path = tmp_path_factory.getbasetemp() / "round.json"
    made = Record(frame, command, date.isoformat(), machine, versions)
    save(made, path)
    back = load(path, columns)
    assert (back.command, back.date, back.machine, back.versions) == (
        made.command,
        made.date,
        machine,
        versions,
    )
    assert back.columns == columns and list(back.frame) == list(frame)
    for name in columns:
        assert list(map(bits, back.frame[name].tolist())) == list(map(bits, frame[name].tolist()))


def test_the_file_is_strict_json_with_one_row_a_line(tmp_path):
    save(record([0.1, math.inf, -math.inf, math.nan]), tmp_path / "a.json")
    text = (tmp_path / "a.json").read_bytes().decode("ascii")
    assert '["form 0", 0.1],\n["form 1", "inf"],\n["form 2", "-inf"],\n["form 3", "nan"]\n' in text
    json.loads(text, parse_constant=pytest.fail)
    assert "\r" not in text and (tmp_path / "a.json").stat().st_mode & 0o444 == 0o444


def test_other_ends_of_line_are_the_same_record(tmp_path):
    save(record(), tmp_path / "a.json")
    (tmp_path / "a.json").write_bytes((tmp_path / "a.json").read_bytes().replace(b"\n", b"\r\n"))
    assert load(tmp_path / "a.json").frame["ulp"].tolist() == [0.5, math.inf]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_cut_short_is_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "cut.json"
    save(record(), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 3))])
    with pytest.raises(RecordError, match=r"^cut\.json: "):
        load(path)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_byte_is_refused_or_changes_nothing(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "edited.json"
    save(record(), path)
    whole = bytearray(path.read_bytes())
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)
    try:
        back = load(path)
    except RecordError:
        return
    assert back.frame.equals(record().frame) and back.machine == record().machine


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2026-11-26"},
        {"command": "python -m y"},
        {"machine": {"cpu": "AVX512", "clock": 2.5}},
        {"versions": {"torch": "2.12.0"}},
        {"columns": {"form": "str", "worst": "float"}},
        {"rows": [["form 0", 0.25], ["form 1", "inf"]]},
        {"rows": [["form 0", 0.5]]},
        {"sha256": "0" * 64},
        {"sha256": 0},
    ],
    ids=str,
)
def test_every_edit_breaks_the_checksum(tmp_path, change):
    save(record(), tmp_path / "a.json")
    kept = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    (tmp_path / "a.json").write_text(json.dumps(kept | change), encoding="utf-8")
    with pytest.raises(RecordError, match=r"^a\.json: its checksum does not fit"):
        load(tmp_path / "a.json")


def written_by_hand(path, **change):
    """A file whose checksum fits its content, as no `save` writes it."""
    save(record(), path)
    kept = json.loads(path.read_text(encoding="utf-8")) | change
    kept = {key: value for key, value in kept.items() if value is not ...}
    kept["sha256"] = storage._checksum(kept)
    path.write_text(json.dumps(kept), encoding="utf-8")


@pytest.mark.parametrize(
    "change, words",
    [
        ({"date": ...}, r"missing keys \['date'\]"),
        ({"rows": ...}, r"missing keys \['rows'\]"),
        ({"note": "x"}, r"unknown keys \['note'\]"),
        ({"record": 2}, "its format is 2; this course reads 1: update the course"),
        ({"record": "1"}, "its format is '1'"),
        ({"record": True}, "its format is True"),
        ({"record": ...}, "no key 'record'"),
        ({"columns": {"form": "str"}}, "its rows are not of the columns"),
        ({"columns": {"form": "str", "ulp": "int"}}, "its rows are not of the columns"),
        ({"columns": {"form": "str", "ulp": "list"}}, "its rows are not of the columns"),
        ({"columns": ["form", "ulp"]}, "its rows are not of the columns"),
        ({"rows": 3}, "its rows are not of the columns"),
        ({"rows": [["form 0", 1]]}, "its rows are not of the columns"),
        ({"rows": [["form 0", True]]}, "its rows are not of the columns"),
        ({"rows": [["form 0", "infinite"]]}, "its rows are not of the columns"),
        ({"rows": [{"form": "form 0", "ulp": 1.0}]}, "its rows are not of the columns"),
        ({"rows": []}, "has no row"),
        ({"date": "yesterday"}, "date is 'yesterday'"),
        ({"machine": {"cpu": []}}, "machine is"),
        ({"machine": {"clock": 10**400}}, "machine is"),
        ({"versions": []}, "versions is"),
    ],
    ids=str,
)
def test_a_file_that_only_looks_like_a_record_is_refused(tmp_path, change, words):
    written_by_hand(tmp_path / "a.json", **change)
    with pytest.raises(RecordError, match=rf"^a\.json: .*{words}"):
        load(tmp_path / "a.json")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x81",
        b"x,ulp\n1,2\n",
        b"[1, 2]",
        b"3",
        b"{}",
        b'{"cells": []}',
        b"[" * 100_000,
        b'{"record": NaN}',
    ],
    ids=["empty", "bytes", "csv", "list", "number", "no key", "notebook", "deep", "NaN"],
)
def test_a_foreign_file_is_refused(tmp_path, content):
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(RecordError, match=r"^a\.json: "):
        load(tmp_path / "a.json")


def test_a_key_that_stands_twice_is_refused(tmp_path):
    save(record(), tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    (tmp_path / "a.json").write_text(text.replace("{", '{"date": "2020-01-01",', 1), encoding="utf-8")
    with pytest.raises(RecordError, match=r"^a\.json: .*stands twice"):
        load(tmp_path / "a.json")


def test_a_record_nested_to_any_depth_is_refused(tmp_path):
    save(record(), tmp_path / "a.json")
    kept = json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) | {"rows": 0}
    for depth in (10, *range(sys.getrecursionlimit() - 150, sys.getrecursionlimit() + 5)):
        text = json.dumps(kept).replace('"rows": 0', f'"rows": {"[" * depth}{"]" * depth}')
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
        with pytest.raises(RecordError, match=r"^a\.json: "):
            load(tmp_path / "a.json")


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"a\.json"):
        load(tmp_path / "a.json")


def test_what_is_no_record_is_not_saved(tmp_path):
    for wrong in (record().frame, tmp_path / "a.json"):
        with pytest.raises(RecordError, match=r"^save got a \w+; give save\(new_record"):
            save(wrong, tmp_path / "a.json")
    assert not list(tmp_path.iterdir())


def test_columns_without_types_are_refused(tmp_path):
    with pytest.raises(RecordError, match=r"columns is \['ulp'\]; give a dict"):
        load(tmp_path / "a.json", ["ulp"])


def test_the_columns_that_are_asked_for_must_be_there(tmp_path):
    save(record(), tmp_path / "a.json")
    assert load(tmp_path / "a.json", {"ulp": float}).columns == {"form": str, "ulp": float}
    for columns in ({"ulp": int}, {"ulp": float, "x": float}):
        with pytest.raises(RecordError, match=r"a\.json: the columns .* are asked for; it has"):
            load(tmp_path / "a.json", columns)


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_stopped_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    save(record([1.0]), tmp_path / "a.json")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(step, stop)
    with pytest.raises(KeyboardInterrupt):
        save(record([2.0]), tmp_path / "a.json")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert load(tmp_path / "a.json").frame["ulp"].tolist() == [1.0]


@pytest.mark.parametrize("refusals, kept", [(3, 2.0), (1000, 1.0)])
def test_a_file_that_is_read_is_replaced_when_the_reader_has_done(tmp_path, monkeypatch, refusals, kept):
    """Windows refuses to replace an open file."""
    path, replace, left = tmp_path / "a.json", pathlib.Path.replace, iter(range(refusals))
    save(record([1.0]), path)

    def refuse(*arguments):
        if next(left, None) is not None:
            raise PermissionError("in use")
        return replace(*arguments)

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(PermissionError) if kept == 1.0 else contextlib.nullcontext():
        save(record([2.0]), path)
    assert load(path).frame["ulp"].tolist() == [kept]
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_readers_meet_whole_files_while_others_write(tmp_path):
    path = tmp_path / "a.json"
    save(record([0.0]), path)
    with ThreadPoolExecutor(4) as pool:
        written = [pool.submit(save, record([float(n)] * 200), path) for n in range(40)]
        found = [set(load(path).frame["ulp"]) for _ in range(40)]
        for one in written:
            one.result()
    assert all(len(values) == 1 for values in found)
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"] and len(load(path).frame) == 200


def test_the_room_is_light():
    code = "import sys, course_lib.records; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
