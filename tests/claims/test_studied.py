"""A claim about training: the record decides; a repetition or a live run that contradicts it is told, and refutes it."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest
from other_worlds import all_like, constant, scaled, swapped

from course_lib.claims import CLAIMS, Claim, claims_command, decide_claim, record_claim, show_claim
from course_lib.claims.catalogue import by_id
from course_lib.claims.studied import overlap
from course_lib.studies import COLUMNS, Interval, conclude, difference


def frame(relu=(1.0, 1.1, 0.9), softplus=(2.0, 2.1, 1.9), rest=""):
    rows = [
        (seed, f"{name}{rest}", 5, "loss", value)
        for name, values in (("relu", relu), ("softplus", softplus))
        for seed, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def claim(**changes):
    given = {
        "id": "C98", "statement": "Softplus loses more.", "source": ("course",), "kind": "studied", "verdict": "true",
        "lesson": "01", "study": "toy", "gather": lambda: frame((1.0, 1.2, 1.1), (2.1, 2.0, 2.2)),
        "effect": lambda f: {"difference": difference(f, "loss", "softplus")},
        "decide": lambda f: "true" if conclude(difference(f, "loss", "softplus"), 0.5) == "larger" else "false",
        "say": lambda f: f"the difference is {difference(f, 'loss', 'softplus').in_words()}.",
    }  # fmt: skip
    return Claim(**(given | changes))


@pytest.fixture
def world(monkeypatch):
    """A toy study with two records, and one claim about it."""
    records = {False: frame(), True: frame((1.1, 1.0, 1.2), (2.0, 2.1, 2.2))}

    def recorded(name, again=False):
        assert name == "toy"
        return SimpleNamespace(frame=records[again], command="python -m course_lib.studies record toy")

    monkeypatch.setattr("course_lib.studies.recorded", recorded)
    monkeypatch.setattr(CLAIMS, "_claims", by_id([claim()]))
    return SimpleNamespace(
        records=records,
        state=lambda **changes: monkeypatch.setattr(CLAIMS, "_claims", by_id([claim(**changes)])),
    )


def test_the_record_decides_and_both_other_runs_agree(world):
    decision = decide_claim("C98")
    assert decision.agrees and decision.conflicts == () and decision.disagreement == ""
    assert "the difference is 1 (95 % interval" in show_claim("C98").lines()[2][1]
    assert show_claim("C98").lines()[3][0] == "Again"


def test_a_repetition_with_another_verdict_refutes(world):
    world.records[True] = frame((2.0, 2.1, 2.2), (2.0, 2.2, 2.1))
    decision = decide_claim("C98")
    assert decision.verdict == "true" and not decision.agrees
    assert "says 'true', its repetition with other seeds 'false'" in decision.disagreement
    with pytest.raises(AssertionError, match="repetition with other seeds"):
        show_claim("C98")


def test_a_live_run_that_is_not_compatible_refutes(world, capsys):
    world.state(gather=lambda: frame((1.0, 1.1, 0.9), (4.0, 4.1, 3.9)))
    assert not decide_claim("C98").agrees
    assert "difference is 3 (95 % interval 3 to 3, 3 seeds) live and 1 (" in decide_claim("C98").disagreement
    assert claims_command(["C98"]) == 1
    printed = capsys.readouterr().out
    assert (
        "NO: claim C98 (lesson 01): difference is 3" in printed
        and "in a short run made just now" not in printed
    )


def test_a_live_run_of_nothing_is_no_agreement(world):
    world.state(gather=lambda: frame((math.nan,) * 3, (math.nan,) * 3))
    assert "nan" in decide_claim("C98").disagreement
    world.state(
        effect=lambda f: {f"{len(f)} rows": difference(f, "loss", "softplus")},
        gather=lambda: frame((1, 2), (3, 4)),
    )
    assert "both must measure the same" in decide_claim("C98").disagreement


def test_a_record_given_is_decided_without_a_live_run(world):
    def never():
        raise AssertionError("a record needs no live run")

    world.state(gather=never)
    record = SimpleNamespace(
        frame=world.records[True], command="python -m course_lib.studies record toy --again"
    )
    assert decide_claim("C98", record).verdict == "true"
    with pytest.raises(ValueError, match=r"give one of .*studies record toy'"):
        decide_claim("C98", SimpleNamespace(frame=None, command="python -m course_lib.studies record other"))


def test_a_live_run_can_be_recorded(world):
    assert decide_claim("C98", record_claim("C98")).verdict == "true"


@pytest.mark.parametrize("field", ["study", "gather", "effect", "decide", "say"])
def test_an_entry_without_a_part_says_which(field):
    with pytest.raises(ValueError, match=f"kind 'studied' without `{field}`"):
        claim(**{field: "" if field == "study" else None})


@pytest.mark.parametrize(
    "one, other, shared",
    [
        ((0, 1), (0.5, 2), True), ((0, 1), (1, 2), True), ((0, 1), (1.1, 2), False), ((3, 3), (3, 3), True),
        ((3, 3), (3 + 1e-9, 3 + 1e-9), True), ((3, 3), (3.1, 3.1), False), ((-math.inf, math.inf), (3, 3), False),
        ((math.nan, math.nan), (0, 1), False),
    ],
)  # fmt: skip
def test_overlap(one, other, shared):
    one, other = (Interval((low + high) / 2, low, high, 5) for low, high in (one, other))
    assert overlap(one, other) == overlap(other, one) == shared


def test_the_other_worlds():
    f = frame(rest=", 6 layers")
    of = lambda world: world(f).groupby("condition")["value"].mean().round(6).to_dict()  # noqa: E731
    assert of(swapped("relu", "softplus")) == {"relu, 6 layers": 2.0, "softplus, 6 layers": 1.0}
    assert of(all_like("relu")) == {"relu, 6 layers": 1.0, "softplus, 6 layers": 1.0}
    assert of(scaled("loss", 3, "softplus")) == {"relu, 6 layers": 1.0, "softplus, 6 layers": 6.0}
    assert of(constant("loss", 7)) == {"relu, 6 layers": 7.0, "softplus, 6 layers": 7.0}
