"""Every claim of the ledger is measured again; every measurement can refuse."""

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from course_lib.claims import CLAIMS, Claim, Measured, claims_command, gather, settle, state


def refutations():
    """id → wrong specimens, from refutations*.py beside this file."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("refutations*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        assert not set(found) & set(module.REFUTED_BY), f"{path.name} names a claim that another file has"
        found |= module.REFUTED_BY
    return found


REFUTED_BY = refutations()
MEASURED = [name for name, claim in CLAIMS.items() if claim.kind == "measured"]
SPECIMENS = [(name, wrong) for name, many in REFUTED_BY.items() for wrong in many]


def claim(**changes):
    given = {
        "id": "C98", "statement": "A sentence.", "source": ("course",), "kind": "measured",
        "verdict": "true", "lesson": "01",
        "measure": lambda: Measured("true", {"n": 1}, "it holds."),
    }  # fmt: skip
    return Claim(**(given | changes))


@pytest.mark.parametrize("name", CLAIMS)
def test_the_measurement_agrees_with_the_stated_verdict(name):
    settled = settle(name)
    assert settled.agrees, settled.complaint()


@pytest.mark.parametrize("name, wrong", SPECIMENS, ids=[f"{n}-{w.__name__}" for n, w in SPECIMENS])
def test_a_wrong_specimen_is_refused(name, wrong):
    stated = CLAIMS[name]
    assert stated.measure(wrong).verdict != stated.verdict


@pytest.mark.parametrize("name", MEASURED)
def test_every_measured_claim_has_a_specimen_that_refutes_it(name):
    assert REFUTED_BY.get(name), f"add a wrong specimen for {name} to tests/claims/refutations.py"


@pytest.mark.parametrize("name", MEASURED)
def test_a_measurement_repeats_word_for_word(name):
    assert settle(name).measured == settle(name).measured


def test_two_claims_with_one_id_are_refused():
    with pytest.raises(ValueError, match=r"two claims are called C98.*lesson 01.*lesson 02"):
        gather([claim(), claim(lesson="02", statement="Another.")])


def test_a_claim_that_rests_on_nothing_known_is_refused():
    with pytest.raises(ValueError, match=r"rests on .*C99"):
        gather([claim(kind="advice", rests_on=("C99",))])


@pytest.mark.parametrize(
    "change, message",
    [
        ({"verdict": "maybe"}, "choose one of"),
        ({"kind": "guess"}, "choose one of"),
        ({"source": ("Z",)}, "use keys of"),
        ({"verdict": "depends"}, "say on what"),
        ({"measure": None}, "without `measure`"),
        ({"kind": "sourced"}, "without `references`"),
        ({"kind": "parts"}, "without `rests_on`"),
    ],
)
def test_a_malformed_entry_says_what_to_write(change, message):
    with pytest.raises(ValueError, match=message):
        claim(**change)


def test_an_unknown_id_names_the_known_ones():
    with pytest.raises(KeyError, match="C01"):
        settle("C00")


def test_a_refuted_claim_is_never_shown_in_a_lesson(monkeypatch):
    false = claim(measure=lambda: Measured("false", {"n": 0}, "it does not hold."))
    registry = sys.modules["course_lib.claims.catalogue"]
    monkeypatch.setattr(registry.CLAIMS, "_claims", gather([false]))
    with pytest.raises(AssertionError, match=r"stated as 'true' but measured as 'false'.*ledger/lesson_01"):
        state("C98")
    assert claims_command() == 1


def test_text_and_html_say_the_same():
    shown = state("C08")
    for _, words in shown.lines():
        assert words in repr(shown)
        assert words in shown._repr_html_()


def test_the_command_prints_each_claim_with_its_measurement(capsys):
    assert claims_command(["C08"]) == 0
    printed = capsys.readouterr().out
    assert "0.6931" in printed and "1 claim, 0 refuted" in printed
    assert claims_command(["C00"]) == 2


TAUGHT_IN_01_TO_06 = [
    *("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C13", "C16", "C18", "C19"),
    *("C20", "C21", "C22", "C23", "C24", "C25", "C26", "C27", "C38", "C39", "C40", "C41", "C52", "C53"),
]
"""The claims that lessons 01 to 06 settle. A later lesson's claims come on top; none of these may go."""
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def untaught(claims, folder):
    """Ids of claims whose own lesson has no cell tagged claim:Cxx that calls state("Cxx")."""
    shown = set()
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source, tags = "".join(cell["source"]), cell["metadata"].get("tags", [])
            calls = re.findall(r"^state\([\"'](C\d+)[\"']\)", source, re.MULTILINE)
            shown |= {(path.name[:2], name) for name in calls if f"claim:{name}" in tags}
    return sorted(name for name, entry in claims.items() if (entry.lesson, name) not in shown)


def test_every_claim_is_shown_in_its_lesson():
    assert untaught(CLAIMS, NOTEBOOKS) == []


@pytest.mark.parametrize("lesson", ["02", "77"])
def test_a_claim_that_no_lesson_teaches_is_refused(lesson):
    """C98 stands in no notebook; C08 stands in lesson 01, which is not the lesson that it names here."""
    named = {"C98": claim(lesson=lesson), "C08": claim(id="C08", lesson=lesson)}
    assert untaught({**CLAIMS, **named}, NOTEBOOKS) == ["C08", "C98"]


def test_a_state_without_its_tag_teaches_nothing(tmp_path):
    def write(tags):
        cell = {"cell_type": "code", "source": ['state("C98")'], "metadata": {"tags": tags}}
        (tmp_path / "01_a.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")

    write(["claim:C97"])
    assert untaught({"C98": claim()}, tmp_path) == ["C98"]
    write(["claim:C98"])
    assert untaught({"C98": claim()}, tmp_path) == []


@pytest.mark.parametrize("name", TAUGHT_IN_01_TO_06)
def test_the_claims_of_lessons_01_to_06_are_complete(name):
    assert CLAIMS[name].lesson in {"01", "02", "03", "04", "05", "06"}
