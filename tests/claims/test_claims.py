"""Every claim of the ledger is measured again; every measurement can refuse."""

import functools
import importlib.util
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from course_lib.claims import (
    CLAIMS,
    VERDICTS,
    Claim,
    claims_command,
    decide_claim,
    record_claim,
    show_claim,
)
from course_lib.claims.catalogue import by_id
from course_lib.claims.entry import MEANINGS
from course_lib.claims.measuring import first_input
from course_lib.notebooks import Notebook
from course_lib.records import RecordError, load, save
from course_lib.studies import recorded


def refutations():
    """id → wrong specimens, from the files refutations_NN.py beside this file."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("refutations_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert not set(found) & set(module.REFUTED_BY), f"{path.name} names a claim that another file has"
        found |= module.REFUTED_BY
    return found


REFUTED_BY = refutations()
MEASURED = [name for name, claim in CLAIMS.items() if claim.kind == "measured"]
SPECIMENS = [(name, wrong) for name in MEASURED for wrong in REFUTED_BY.get(name, [])]
STUDIED = [name for name, claim in CLAIMS.items() if claim.kind == "studied"]
WORLDS = [(name, world) for name in STUDIED for world in REFUTED_BY.get(name, [])]


def holds(n=1, verdict="true"):
    """The three functions of a claim about one number."""
    return {
        "gather": lambda: pd.DataFrame({"n": [n]}),
        "decide": lambda frame: verdict if frame.n[0] else "false",
        "say": lambda frame: f"n is {frame.n[0]}.",
    }


def claim(**changes):
    given = {
        "id": "C98", "statement": "A sentence.", "source": ("course",), "kind": "measured",
        "verdict": "true", "lesson": "01",
    }  # fmt: skip
    parts = holds() if changes.get("kind", "measured") == "measured" else {}
    return Claim(**(given | parts | changes))


@pytest.fixture
def ledger(monkeypatch):
    """Other claims in place of the course's."""
    return lambda *entries: monkeypatch.setattr(CLAIMS, "_claims", by_id(entries))


@functools.cache
def measured_now(name):
    """The decision about a claim and a record of its frame, from two measurements."""
    return decide_claim(name), record_claim(name)


@pytest.mark.parametrize("name", CLAIMS)
def test_the_measurement_agrees_with_the_stated_verdict(name):
    decision = measured_now(name)[0] if name in MEASURED else decide_claim(name)
    assert decision.agrees, decision.disagreement


@pytest.mark.parametrize("name", MEASURED)
def test_a_stored_record_is_decided_and_said_as_the_live_measurement(name, tmp_path):
    """The record is of a second measurement: so the words repeat, too."""
    live, record = measured_now(name)
    save(record, tmp_path / "claim.json")
    stored = load(tmp_path / "claim.json", record.columns)
    pd.testing.assert_frame_equal(stored.frame, record.frame, check_exact=True, check_dtype=False)
    assert decide_claim(name, stored) == live
    assert live.verdict == CLAIMS[name].verdict and live.sentence


def test_a_record_is_decided_without_measuring(tmp_path):
    """decide and say read the frame alone: neither torch nor the functions of the course are imported for them."""
    for name in MEASURED:
        save(measured_now(name)[1], tmp_path / f"{name}.json")
    code = """if True:
        import sys
        from pathlib import Path
        from course_lib.claims import decide_claim
        from course_lib.records import load
        files = list(Path(sys.argv[1]).glob("*.json"))
        assert files and all(decide_claim(file.stem, load(file)).agrees for file in files)
        sys.exit("torch" in sys.modules)
    """
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)]).returncode == 0


@pytest.mark.parametrize("name, wrong", SPECIMENS, ids=[f"{n}-{w.__name__}" for n, w in SPECIMENS])
def test_a_record_of_a_wrong_specimen_is_refused(name, wrong, tmp_path):
    """Whether its frame comes live or from a file."""
    record = record_claim(name, f=wrong)
    save(record, tmp_path / "wrong.json")
    assert record.command == f"python -m course_lib claims {name}, f={wrong.__name__}"
    live, stored = decide_claim(name, record), decide_claim(name, load(tmp_path / "wrong.json"))
    assert stored == live and not live.agrees
    assert live.verdict in VERDICTS and live.sentence in live.disagreement


@pytest.mark.parametrize(
    "name, column, row",
    [
        *[
            ("C01", "relative_error", 240),
            ("C01", "identity_error", 9),
            ("C02", "gap", 1),
            ("C02", "slope_jump", 0),
        ],
        *[("C03", "left", 0), ("C03", "right", 1), ("C03", "step", 2), ("C03", "relu_left", 0)],
        *[("C05", "relative_error", 362), ("C06", "slope_at_minus_5", 0), ("C07", "excess_at_5", 3)],
        *[("C07", "identity_from", 0), ("C08", "value", 0), ("C09", "value", 2), ("C13", "zero_from", 1)],
        *[("C13", "zero_in_long", 2), ("C23", "relative_error", 300)],
        *[("C16", "worst_error", 5), ("C16", "radius", 0), ("C18", "infinite_from", 2), ("C19", "value", 0)],
        *[("C20", "worst_ulp", 1), ("C22", "relative_error", 3), ("C23", "relative_error", 100)],
        *[("C24", "softmax", 0), ("C24", "slope", 5), ("C24", "sigmoid", 12), ("C24", "logsumexp_rise", 3)],
        *[("C25", "error", 50), ("C26", "conjugate", 3), ("C26", "conjugate", 102), ("C27", "error", 2)],
        *[
            ("C39", "gap", 0),
            ("C39", "slope", 0),
            ("C39", "slope", 7),
            ("C40", "value", 1),
            ("C41", "worst_ulp", 0),
            ("C52", "gap_left", 40),
        ],
    ],
)
def test_one_missing_value_refutes(name, column, row):
    """Where a maximum that skips NaN would not see it."""
    frame = measured_now(name)[1].frame
    with_nan = frame.assign(**{column: frame[column].where(frame.index != row)})
    assert CLAIMS[name].decide(with_nan) != CLAIMS[name].verdict


def test_a_logsumexp_with_log1p_makes_c23_simply_true():
    """The verdict is about torch.logsumexp, and follows it."""
    frame = measured_now("C23")[1].frame
    ours, torchs = (frame.relative_error[frame.function == name] for name in ("softplus", "torch.logsumexp"))
    assert torchs.max() > 1e-4
    mended = frame.assign(relative_error=[*ours, *ours])
    assert CLAIMS["C23"].decide(mended) == "true" and "too." in CLAIMS["C23"].say(mended)


@pytest.mark.parametrize(
    "dtype, above, zero",
    [("float16", -16, -18), ("bfloat16", -91, -93), ("float32", -102, -104), ("float64", -744, -746)],
)
def test_c13_says_bounds_that_hold_for_a_long_tensor(dtype, above, zero):
    """Vector code gives 0 from −102.87 on where the code for one number goes on to −103.97 (float32)."""
    import torch

    from course_lib.activations import softplus

    x = torch.linspace(above, above + 5, 4099, dtype=torch.float64).to(getattr(torch, dtype))
    assert (softplus(x) > 0).all() and softplus(torch.full_like(x, zero)).eq(0).all()
    said = measured_now("C13")[0].sentence
    assert f"−{-above} ({dtype})" in said and f"−{-zero} ({dtype})" in said


@pytest.mark.parametrize("name", MEASURED)
def test_every_measured_claim_has_a_specimen_that_refutes_it(name):
    assert REFUTED_BY.get(name), f"add a wrong specimen for {name} to tests/claims/refutations_NN.py"


@pytest.mark.parametrize("name, world", WORLDS, ids=[f"{n}-{w.__name__}" for n, w in WORLDS])
def test_another_world_refutes_a_claim_about_training(name, world):
    """The recorded frame, changed to what the study would have found if the claim did not hold."""
    frame = recorded(CLAIMS[name].study).frame
    assert CLAIMS[name].decide(frame) == CLAIMS[name].verdict != CLAIMS[name].decide(world(frame))


@pytest.mark.parametrize("name", STUDIED)
def test_a_claim_about_training_has_two_worlds_that_refute_it_and_says_its_interval(name):
    assert len(REFUTED_BY.get(name, [])) >= 2, f"add two worlds for {name} to tests/claims/refutations_NN.py"
    assert "95 % interval" in CLAIMS[name].say(recorded(CLAIMS[name].study).frame)


def test_a_record_of_another_claim_is_refused():
    with pytest.raises(
        ValueError, match=r"C04 was given a record of .*claims C06'; give one of .*claims C04"
    ):
        decide_claim("C04", measured_now("C06")[1])


@pytest.mark.parametrize("path", ["c04.json", Path("c04.json")])
def test_a_path_in_place_of_a_record_is_refused(path):
    with pytest.raises(TypeError, match=r"C04 was given the path 'c04.json'; give load\(path\)"):
        decide_claim("C04", path)


def test_a_record_without_the_columns_is_refused(ledger):
    ledger(claim())
    record = record_claim("C98")
    ledger(claim(say=lambda frame: f"m is {frame.m[0]}."))
    with pytest.raises(ValueError, match=r"record of claim C98 lacks a column: .*'m'.*anew: 'python -m"):
        decide_claim("C98", record)
    with pytest.raises(AttributeError):
        decide_claim("C98")


def test_only_a_measured_claim_has_a_record(ledger):
    ledger(claim(), claim(id="C97", kind="advice", rests_on=("C98",)))
    with pytest.raises(ValueError, match="C97 is of kind 'advice'"):
        record_claim("C97")


@pytest.mark.parametrize(
    "columns",
    [
        {"value": [math.inf, -math.inf, math.nan, 5e-324, 0.1 + 0.2, -0.0]},
        {"count": [0, -1, 2**62], "of": ["a", "ä €", "\n"], "holds": [True, False, True]},
    ],
)
def test_what_a_frame_can_hold_comes_back_from_a_record(ledger, tmp_path, columns):
    says = {"decide": lambda frame: "true", "say": lambda frame: repr(frame.to_dict("list"))}
    ledger(claim(gather=lambda: pd.DataFrame(columns), **says))
    save(record_claim("C98"), tmp_path / "claim.json")
    assert decide_claim("C98", load(tmp_path / "claim.json")) == decide_claim("C98")


def test_a_frame_that_no_record_can_hold_is_refused(ledger):
    ledger(claim(gather=lambda: pd.DataFrame({"mixed": [1.0, "a"]})))
    with pytest.raises(RecordError, match="'mixed' holds float, str"):
        record_claim("C98")


def test_a_claim_rests_on_the_decisions_of_others(ledger):
    ledger(claim(), claim(id="C97", verdict="false", kind="advice", rests_on=("C98",)))
    assert decide_claim("C97").agrees
    ledger(claim(**holds(0)), claim(id="C97", kind="advice", rests_on=("C98",)))
    assert not decide_claim("C97").agrees
    assert "claim C98" in decide_claim("C97").disagreement


def test_two_claims_with_one_id_are_refused():
    with pytest.raises(ValueError, match=r"two claims are called C98.*lesson 01.*lesson 02"):
        by_id([claim(), claim(lesson="02", statement="Another.")])


def test_a_claim_that_rests_on_nothing_known_is_refused():
    with pytest.raises(ValueError, match=r"rests on .*C99"):
        by_id([claim(kind="advice", rests_on=("C99",))])


@pytest.mark.parametrize(
    "change, message",
    [
        ({"id": "C07x"}, "claim C07x: an id is C and two digits"),
        ({"id": "C7"}, "claim C7: an id is C and two digits"),
        ({"verdict": "maybe"}, "choose one of"),
        ({"kind": "guess"}, "choose one of"),
        ({"source": ("Z",)}, "use keys of"),
        ({"source": ()}, "use keys of"),
        ({"verdict": "depends"}, "say on what"),
        ({"verdict": "exact arithmetic only"}, "say where"),
        ({"verdict": "not as programmed"}, "say which program"),
        ({"verdict": "half true"}, "say which half"),
        ({"gather": None}, "without `gather`"),
        ({"decide": None}, "without `decide`"),
        ({"say": None}, "without `say`"),
        ({"kind": "sourced"}, "without `references`"),
        ({"kind": "parts"}, "without `rests_on`"),
    ],
)
def test_a_malformed_entry_says_what_to_write(change, message):
    with pytest.raises(ValueError, match=message):
        claim(**change)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_can_be_stated_measured_and_refuted(ledger, verdict):
    ledger(claim(verdict=verdict, on="here", **holds(verdict=verdict)))
    meaning = f": {MEANINGS[verdict]}" if verdict in MEANINGS else ""
    assert show_claim("C98").lines()[1] == ("Verdict", f"{verdict}{meaning} (here)")
    ledger(claim(verdict=verdict, on="here", **holds(verdict="false" if verdict == "true" else "true")))
    assert not decide_claim("C98").agrees


@pytest.mark.parametrize("name", [n for n in MEASURED if CLAIMS[n].verdict in MEANINGS])
def test_rounding_alone_is_blamed_where_a_program_without_a_switch_has_the_fault_too(name):
    """And nowhere else: what only one program does is `not as programmed`."""
    from course_lib.activations import logaddexp_form

    accurate = CLAIMS[name].decide(CLAIMS[name].gather(f=logaddexp_form))
    assert (accurate == "exact arithmetic only") == (CLAIMS[name].verdict == "exact arithmetic only")


def test_an_unknown_id_names_the_known_ones():
    with pytest.raises(KeyError, match="C01"):
        decide_claim("C00")


def test_a_refuted_claim_is_never_shown_in_a_lesson(ledger):
    ledger(claim(**holds(0)))
    with pytest.raises(
        AssertionError, match=r"stated as 'true' but measured as 'false': n is 0\..*ledger/lesson_01"
    ):
        show_claim("C98")
    assert claims_command() == 1


def test_text_and_html_say_the_same():
    shown = show_claim("C08")
    for _, words in shown.lines():
        assert words in repr(shown)
        assert words in shown._repr_html_()


def test_the_command_prints_each_claim_with_its_measurement(capsys):
    assert claims_command(["C08"]) == 0
    printed = capsys.readouterr().out
    assert "0.6931" in printed and "1 claim, 0 refuted" in printed
    assert claims_command(["C00"]) == 2


@pytest.mark.parametrize("name", ["C01", "C03", "C18", "C23", "C38"])
def test_the_claim_cells_of_an_older_copy_still_work(name):
    """A cell of each lesson 01 to 05 as a learner opened it before `show_claim` had its name."""
    cells = {}
    exec(f'from course_lib.claims import state\nshown = state("{name}")', cells)
    assert cells["shown"] == show_claim(name)


@pytest.mark.parametrize(
    "dtype, end", [("float16", -5.0), ("bfloat16", -5.0), ("float32", 5.0), ("float64", 5.0)]
)
def test_the_first_input_is_exact(dtype, end):
    """Of |x| ≥ π as the type rounds it, that is the rounded ±π itself."""
    import torch

    at = torch.tensor(math.copysign(math.pi, end), dtype=getattr(torch, dtype))
    first = first_input(lambda x: abs(x) >= abs(at.item()), math.copysign(1.0, end), end, dtype)
    assert first == at.item()
    assert first_input(lambda x: False, 1.0, end, dtype) == math.copysign(math.inf, end)
    assert first_input(lambda x: True, 1.0, end, dtype) == 1.0


TAUGHT_IN_01_TO_06 = [
    *("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C13", "C16", "C18", "C19"),
    *("C20", "C21", "C22", "C23", "C24", "C25", "C26", "C27", "C38", "C39", "C40", "C41", "C52", "C53"),
]
"""The claims that lessons 01 to 06 settle. A later lesson's claims come on top; none of these may go."""
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def untaught(claims, folder):
    """Ids of claims whose own lesson has no cell tagged claim:Cxx that calls show_claim("Cxx")."""
    shown = set()
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        for cell in Notebook.read(path).cells:
            calls = re.findall(r"^show_claim\([\"'](C\d+)[\"']\)", cell.source, re.MULTILINE)
            shown |= {(path.name[:2], name) for name in calls if f"claim:{name}" in cell.tags}
    return sorted(name for name, entry in claims.items() if (entry.lesson, name) not in shown)


def test_every_claim_is_shown_in_its_lesson():
    missing = untaught(CLAIMS, NOTEBOOKS)
    assert not missing, (
        f'show {missing}: in the claim\'s own lesson, a cell tagged claim:Cxx calls show_claim("Cxx")'
    )


@pytest.mark.parametrize("lesson", ["02", "77"])
def test_a_claim_that_no_lesson_teaches_is_refused(lesson):
    """C98 stands in no notebook; C08 stands in lesson 01, which is not the lesson that it names here."""
    named = {"C98": claim(lesson=lesson), "C08": claim(id="C08", lesson=lesson)}
    assert untaught({**CLAIMS, **named}, NOTEBOOKS) == ["C08", "C98"]


def test_a_shown_claim_without_its_tag_teaches_nothing(tmp_path):
    def write(tags):
        cell = {"cell_type": "code", "source": ['show_claim("C98")'], "metadata": {"tags": tags}}
        (tmp_path / "01_a.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4}), encoding="utf-8")

    write(["claim:C97"])
    assert untaught({"C98": claim()}, tmp_path) == ["C98"]
    write(["claim:C98"])
    assert untaught({"C98": claim()}, tmp_path) == []


@pytest.mark.parametrize("name", TAUGHT_IN_01_TO_06)
def test_the_claims_of_lessons_01_to_06_are_complete(name):
    assert CLAIMS[name].lesson in {"01", "02", "03", "04", "05", "06"}


@pytest.mark.parametrize("name, exact", [("C04", "value"), ("C06", "slope")])
def test_zeros_are_said_as_bounds_that_hold_in_short_and_long_tensors(name, exact):
    """Vector code reaches 0 before scalar code: at about −102.87 in float32, not at −103.97."""
    import torch

    from course_lib.activations import slope, softplus

    frame, said = measured_now(name)[1].frame, measured_now(name)[0].sentence
    f = {"value": softplus, "slope": slope}[exact]
    for row in frame.itertuples():
        assert f"−{-row.zero_at:.0f} ({row.dtype})" in said
        for length in (1, 7, 64, 4096):
            for x in (row.zero_at, row.zero_at - 50):
                assert (f(torch.full((length,), x, dtype=getattr(torch, row.dtype))) == 0).all()
    assert not re.search(r"103\.97|745\.13|17\.33|92\.88", said)


def test_statements_about_a_program_do_not_blame_rounding():
    """What is true of softplus and false of PyTorch's rule; and a sentence of which half is true."""
    assert {name: CLAIMS[name].verdict for name in ("C03", "C16", "C39")} == {
        "C03": "not as programmed", "C16": "not as programmed", "C39": "half true"
    }  # fmt: skip
    slopes = measured_now("C39")[1].frame.pivot(index="x", columns="beta", values="slope")
    assert (slopes.loc[-1.0].diff()[1:] < 0).all() and (slopes.loc[1.0].diff()[1:] > 0).all()
    assert (slopes.loc[0.0] - 0.5).abs().max() < 1e-6
