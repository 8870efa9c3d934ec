"""Comparisons and defended choices: what follows from the samples is right, whatever they say; a specimen for each cause."""

import json
import math
import re
import runpy
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from course_lib.checks import TASKS, Verdict, judge, run
from course_lib.checks.evidence import MOST_CONDITIONS, MOST_SEEDS
from course_lib.checks.judge import causes
from course_lib.checks.panel import as_html, as_text
from course_lib.tasks import ComparisonTask, DefendTask, TaskError
from course_lib.tasks.strict_json import MOST_CHARACTERS

TASK = DefendTask(
    id="99-defend",
    lesson="99",
    objective="99-O1",
    name="defence",
    title="a choice",
    asked="Compare and choose.",
    hints=("a", "b", "c"),
    solution="so",
    points=7,
    control="relu",
    conditions=("softplus", "gelu"),
    better="larger",
    smallest=0.02,
    fewest=5,
    plausible=(0.0, 1.0),
)
COMPARISON = ComparisonTask(
    **{
        field.name: getattr(TASK, field.name)
        for field in fields(ComparisonTask)
        if field.init and field.name != "points"
    },
    points=4,
)
SEEDS = 10
SHIFTS = {"larger": 0.1, "smaller": -0.1, "no difference": 0.0, "not settled": 0.02}


def paired(control, tried, level=0.95):
    """Mean ± t s/√n with scipy's own recipe."""
    apart = np.asarray(tried) - np.asarray(control)
    return stats.t.interval(level, len(apart) - 1, apart.mean(), stats.sem(apart))


def honest(verdict="larger", *, seed=0, count=SEEDS, condition="softplus"):
    """What an honest learner hands in whose experiment comes out like this."""
    draw = np.random.default_rng(seed)
    control = draw.normal(0.6, 0.05, count)
    tried = control + SHIFTS[verdict] + stats.zscore(draw.normal(size=count)) * 0.01
    low, high = paired(control, tried)
    chosen = {"larger": condition, "smaller": "relu"}.get(verdict, condition)
    return {
        "samples": {"relu": list(map(float, control)), condition: list(map(float, tried))},
        "low": float(low),
        "high": float(high),
        "smallest": 0.02,
        "verdict": verdict,
        "choice": chosen,
        "reason": "effect" if verdict in ("larger", "smaller") else "cost",
    }


def verdict_of(answer, task=TASK):
    return judge(task, 0, run(task, answer))


def states(verdict):
    return {line.name: line.state for line in verdict.lines}


# ---------------------------------------------------------------- right whatever came out


@pytest.mark.parametrize("verdict", SHIFTS)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("condition", ["softplus", "gelu"])
def test_every_conclusion_that_follows_passes(verdict, seed, condition):
    judged = verdict_of(honest(verdict, seed=seed, condition=condition))
    assert judged.passed and judged.points == 7, as_text(judged)
    assert list(states(judged)) == ["samples", "control", "interval", "verdict", "choice"]


@pytest.mark.parametrize("verdict", ["no difference", "not settled"])
@pytest.mark.parametrize("choice", ["relu", "softplus"])
def test_where_no_effect_was_shown_either_choice_passes_for_its_cost(verdict, choice):
    assert verdict_of({**honest(verdict), "choice": choice}).passed


def test_where_smaller_is_better_the_choice_turns():
    loss = replace(TASK, better="smaller")
    assert verdict_of({**honest("smaller"), "choice": "softplus"}, loss).passed
    assert verdict_of({**honest("larger"), "choice": "relu"}, loss).passed
    assert not verdict_of(honest("larger"), loss).passed


@pytest.mark.parametrize("make", [np.asarray, torch.tensor, pd.Series, tuple, iter])
def test_any_sequence_of_numbers_counts(make):
    answer = honest()
    answer["samples"] = {name: make(numbers) for name, numbers in answer["samples"].items()}
    assert verdict_of(answer).passed


def test_a_table_of_seeds_and_conditions_counts():
    answer = honest()
    assert verdict_of({**answer, "samples": pd.DataFrame(answer["samples"])}).passed


def bootstrap(apart, draw):
    means = [draw.choice(apart, len(apart)).mean() for _ in range(2000)]
    return np.quantile(means, [0.025, 0.975])


@pytest.mark.parametrize("count", [10, 12, 20, 40])
@pytest.mark.parametrize("seed", range(4))
def test_other_honest_recipes_count(count, seed):
    """The normal factor, and from ten seeds on a bootstrap of the differences."""
    answer = honest("larger", seed=seed, count=count)
    apart = np.asarray(answer["samples"]["softplus"]) - np.asarray(answer["samples"]["relu"])
    for low, high in (
        stats.norm.interval(0.95, apart.mean(), stats.sem(apart)),
        bootstrap(apart, np.random.default_rng(1)),
    ):
        assert verdict_of({**answer, "low": low, "high": high}).passed


def test_a_count_that_is_zero_for_every_seed_is_no_copy_where_the_task_says_so():
    task = replace(TASK, may_repeat=("softplus",), better="smaller", plausible=(0, 100), smallest=1.0)
    dead = [12.0, 9.0, 15.0, 11.0, 10.0]
    low, high = paired(dead, [0.0] * 5)
    answer = {
        "samples": {"relu": dead, "softplus": [0] * 5},
        "low": low,
        "high": high,
        "smallest": 1,
        "verdict": "smaller",
        "choice": "softplus",
        "reason": "effect",
    }
    assert verdict_of(answer, task).passed
    assert verdict_of(answer, replace(task, may_repeat=())).causes[0].id == "copied-samples"
    turned = {**answer, "samples": {"relu": [12.0] * 5, "softplus": dead}}
    assert verdict_of(turned, task).causes[0].id == "copied-samples"


@pytest.mark.parametrize("verdict", SHIFTS)
def test_a_comparison_ends_with_its_verdict(verdict):
    answer = honest(verdict)
    without = {name: entry for name, entry in answer.items() if name not in ("choice", "reason")}
    for one in (answer, without, {**answer, "choice": "tanh"}):
        judged = verdict_of(one, COMPARISON)
        assert judged.passed and judged.points == 4
        assert list(states(judged)) == ["samples", "control", "interval", "verdict"]
    assert verdict_of(dict.fromkeys(without, ...), COMPARISON).state == "not attempted"


# ---------------------------------------------------------------- every cause, by one change of an honest answer


def change(outcome="larger", /, **entries):
    return {**honest(outcome), **entries}


def with_samples(**lists):
    answer = honest()
    answer["samples"] = {**answer["samples"], **lists}
    return answer


RELU, SOFTPLUS = honest()["samples"].values()
APART = np.asarray(SOFTPLUS) - np.asarray(RELU)
LOW, HIGH = honest()["low"], honest()["high"]
MEAN, HALF = (LOW + HIGH) / 2, (HIGH - LOW) / 2


def stating(low, high):
    return change(low=float(low), high=float(high))


WRONG = {
    "not-a-dict": (0.5, None),
    "no-samples": (change(samples=0.7), "samples"),
    "no-list": (with_samples(relu=0.6), "samples"),
    "few-seeds": (with_samples(relu=[0.6], softplus=[0.7]), "samples"),
    "not-finite": (with_samples(softplus=[*SOFTPLUS[:-1], math.nan]), "samples"),
    "implausible": (with_samples(softplus=[100 * one for one in SOFTPLUS]), "samples"),
    "copied-samples": (with_samples(softplus=[0.7] * SEEDS), "samples"),
    "no-control": (change(samples={"softplus": SOFTPLUS}), "control"),
    "no-condition": (change(samples={"relu": RELU, "tanh": SOFTPLUS}), "control"),
    "not-paired": (with_samples(softplus=SOFTPLUS[:-1]), "control"),
    "control-is-condition": (with_samples(relu=SOFTPLUS), "control"),
    "shifted-control": (with_samples(softplus=[one + 0.1 for one in RELU]), "control"),
    "no-interval": (change(low="?"), "interval"),
    "empty-interval": (stating(HIGH, LOW), "interval"),
    "interval-turned": (
        change(low=-HIGH, high=-LOW, verdict="smaller", choice="relu"),
        "interval",
    ),
    "interval-of-runs": (stating(MEAN - 2 * HALF, MEAN + 2 * HALF), "interval"),
    "interval-too-narrow": (stating(MEAN - HALF / 2.26, MEAN + HALF / 2.26), "interval"),
    "interval-of-one": (
        stating(*stats.t.interval(0.95, SEEDS - 1, np.mean(SOFTPLUS), stats.sem(SOFTPLUS))),
        "interval",
    ),
    "interval-unpaired": (
        stating(*stats.ttest_ind(SOFTPLUS, RELU).confidence_interval()),
        "interval",
    ),
    "interval-differs": (stating(0.3, 0.4), "interval"),
    "no-verdict": (change(verdict="better"), "verdict"),
    "no-smallest": (change(smallest="tiny"), "verdict"),
    "moved-smallest": (change(smallest=0.5), "verdict"),
    "verdict-not-covered": (
        change("not settled", verdict="larger", choice="softplus", reason="effect"),
        "verdict",
    ),
    "no-choice": (change(choice="tanh"), "choice"),
    "no-reason": (change(reason="because"), "choice"),
    "choice-against-verdict": (change(choice="relu"), "choice"),
    "reason-without-effect": (change("no difference", reason="effect"), "choice"),
    "reason-hides-effect": (change(reason="cost"), "choice"),
}
ORDER = ["samples", "control", "interval", "verdict", "choice"]


def test_every_cause_has_a_specimen():
    assert set(causes._words()["defences"]) == set(WRONG)


@pytest.mark.parametrize("cause", WRONG)
def test_each_fault_is_told_alone_on_its_own_line(cause):
    answer, line = WRONG[cause]
    judged = verdict_of(answer)
    assert [found.id for found in judged.causes] == [cause], as_text(judged)
    assert not judged.passed and judged.points < judged.out_of
    assert not re.search(r"[{}]", judged.causes[0].why + judged.causes[0].next_step)
    if line is None:
        return
    assert [name for name, state in states(judged).items() if state == "failed"] == [line]
    assert all(states(judged)[name] == "passed" for name in ORDER[: ORDER.index(line)])
    if line in ("samples", "control"):
        assert all(states(judged)[name] == "not judged" for name in ORDER[ORDER.index(line) + 1 :])
    assert "failed" in as_text(judged) and "</section>" in as_html(judged)


@pytest.mark.parametrize("cause", WRONG)
def test_a_comparison_tells_the_same_causes_up_to_its_verdict(cause):
    answer, line = WRONG[cause]
    told = [found.id for found in verdict_of(answer, COMPARISON).causes]
    assert told == ([] if line == "choice" else [cause])


@pytest.mark.parametrize("cause", ["few-seeds", "copied-samples", "no-control"])
def test_one_seed_no_control_and_constants_earn_next_to_nothing(cause):
    assert verdict_of(WRONG[cause][0]).points <= 2


@pytest.mark.parametrize("verdict", SHIFTS)
@pytest.mark.parametrize("said", SHIFTS)
def test_of_the_four_verdicts_one_follows(verdict, said):
    """By a slow twin of the rule: where do the two ends lie?"""
    answer = {**honest(verdict), "verdict": said, "choice": "softplus", "reason": "cost"}
    place = [(end > 0.02) - (end < -0.02) for end in (answer["low"], answer["high"])]
    expected = {(1, 1): "larger", (-1, -1): "smaller", (0, 0): "no difference"}.get(
        tuple(place), "not settled"
    )
    assert (states(verdict_of(answer))["verdict"] == "passed") == (said == expected)


@pytest.mark.parametrize(("same", "passes"), [(8, True), (9, False), (10, False)])
def test_a_number_may_come_back_but_not_almost_always(same, passes):
    samples = [0.7] * same + SOFTPLUS[same:]
    causes_found = {found.id for found in verdict_of(with_samples(softplus=samples)).causes}
    assert ("copied-samples" not in causes_found) == passes


def test_the_whole_stub_is_not_attempted_and_one_blank_as_well():
    assert verdict_of(dict.fromkeys(honest(), ...)).state == "not attempted"
    assert verdict_of(change(samples={"relu": ..., "softplus": ...})).state == "not attempted"
    assert verdict_of(change(choice=...)).state == "not attempted"


@pytest.mark.parametrize(
    "named", [{"relu": {0: 0.1}}, {"relu": "0123456"}, {"relu": 5}, {"relu": [[1, 2]]}, {1: None}]
)
def test_what_is_no_list_is_said(named):
    assert verdict_of(change(samples=named)).causes[0].id == "no-list"


@pytest.mark.parametrize("entry", ["low", "high", "smallest", "verdict", "choice", "reason", "samples"])
def test_a_missing_entry_is_a_verdict(entry):
    answer = honest()
    del answer[entry]
    judged = verdict_of(answer)
    assert judged.state == "failed" and not judged.passed


def test_evidence_stays_small_whatever_is_handed_in():
    many = {f"condition {number}": iter(lambda: 0.123456789012345678, None) for number in range(50)}
    evidence = run(TASK, change(samples=many))
    assert len(evidence.to_json()) < MOST_CHARACTERS
    assert len(evidence.answer.samples) == MOST_CONDITIONS
    assert {len(numbers) for numbers in evidence.answer.samples.values()} == {MOST_SEEDS}


def test_a_rude_answer_is_a_verdict():
    class Rude(dict):
        def __iter__(self):
            raise RuntimeError

        def keys(self):
            raise RuntimeError

        def values(self):
            raise RuntimeError

    class Number:
        def __float__(self):
            raise RuntimeError

        def __str__(self):
            raise RuntimeError

    assert isinstance(verdict_of(Rude(honest())), Verdict)
    assert isinstance(verdict_of(dict.fromkeys(honest(), Number())), Verdict)
    assert verdict_of(with_samples(relu=[Number()])).causes[0].id == "no-list"


# ---------------------------------------------------------------- forged evidence


def evidence(answer):
    return json.loads(run(TASK, answer).to_json())


def nodes(data, path=()):
    yield path
    for key, held in (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        yield from nodes(held, (*path, key))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["nan", "inf"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
SPECIMENS = [evidence(honest(verdict)) for verdict in SHIFTS] + [
    evidence(answer) for answer, _ in WRONG.values()
]


def judged(data):
    verdict = judge(TASK, 0, json.dumps(data))
    assert isinstance(verdict, Verdict) and 0 <= verdict.points <= verdict.out_of == 7
    assert verdict.passed == (verdict.points == 7)
    return verdict


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SPECIMENS), st.data())
def test_one_thing_of_another_type_is_a_verdict(specimen, data):
    record = json.loads(json.dumps(specimen))
    path = data.draw(st.sampled_from([path for path in nodes(record) if path]))
    held = record
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = data.draw(JSON)
    judged(record)


FLOATS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 1) | st.just(0.5)
WORDS = st.sampled_from(
    ["relu", "softplus", "gelu", "larger", "smaller", "no difference", "not settled", "effect", "cost", ""]
)


@settings(max_examples=300, deadline=None)
@given(
    st.none() | st.dictionaries(WORDS, st.none() | st.lists(FLOATS, max_size=8), max_size=3),
    *(st.none() | FLOATS for _ in range(3)),
    *(WORDS for _ in range(3)),
)
def test_any_whole_record_is_a_verdict(samples, low, high, smallest, verdict, choice, reason):
    data = evidence(honest())
    data["answer"] |= {"low": word(low), "high": word(high), "smallest": word(smallest)}
    data["answer"] |= {"verdict": verdict, "choice": choice, "reason": reason}
    data["answer"]["samples"] = samples and {
        name: each and list(map(word, each)) for name, each in samples.items()
    }
    judged(data)


def word(number):
    return number if number is None or math.isfinite(number) else str(number)


NEAR = st.floats(0, 1) | st.sampled_from([0.0, 1e-300, 5e-324, 0.5, 0.5000000000000001, 1.0])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(NEAR, NEAR), min_size=5, max_size=12))
def test_an_honest_conclusion_from_any_samples_passes_or_the_samples_are_at_fault(pairs):
    control, tried = map(list, zip(*pairs, strict=True))
    apart = np.asarray(tried) - np.asarray(control)
    half = stats.t.ppf(0.975, len(apart) - 1) * apart.std(ddof=1) / math.sqrt(len(apart))
    low, high = float(apart.mean() - half), float(apart.mean() + half)
    said = (
        "larger"
        if low > 0.02
        else "smaller"
        if high < -0.02
        else "no difference"
        if low >= -0.02 and high <= 0.02
        else "not settled"
    )
    answer = {
        "samples": {"relu": control, "softplus": tried},
        "low": low,
        "high": high,
        "smallest": 0.02,
        "verdict": said,
        "choice": "relu" if said == "smaller" else "softplus",
        "reason": "effect" if said in ("larger", "smaller") else "cost",
    }
    verdict = verdict_of(answer)
    at_fault = {"copied-samples", "control-is-condition", "shifted-control"}
    assert verdict.passed or {cause.id for cause in verdict.causes} <= at_fault, as_text(verdict)


@pytest.mark.parametrize(
    "forge",
    [
        {"passed": True},
        {"points": 7},
    ],
)
def test_a_verdict_of_its_own_is_no_evidence(forge):
    data = evidence(WRONG["few-seeds"][0])
    data["answer"] |= forge
    assert judged(data).causes[0].id == "no-evidence"
    assert judged({**evidence(honest()), "kind": "measurement"}).causes[0].id == "no-evidence"
    assert judged({**evidence(honest()), "task": "98-defend"}).causes[0].id == "no-evidence"


# ---------------------------------------------------------------- a task that contradicts itself


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"points": 4}, "5 lines"),
        ({"conditions": ()}, "conditions= is empty"),
        ({"conditions": ("relu",)}, "must differ"),
        ({"better": "higher"}, "'larger' or 'smaller'"),
        ({"smallest": 0.0}, "positive number"),
        ({"fewest": 2}, "at least 3"),
        ({"plausible": (1.0, 0.0)}, "in order"),
        ({"plausible": (0.0, math.inf)}, "in order"),
        ({"may_repeat": ("tanh",)}, "may_repeat"),
        ({"may_repeat": ("relu", "softplus", "gelu")}, "may_repeat"),
        ({"tolerance": 0.5}, "standard error"),
    ],
)
def test_a_contradictory_task_is_refused(wrong, message):
    with pytest.raises(TaskError, match=message):
        replace(TASK, **wrong)


def test_a_standard_error_never_passes_however_many_seeds():
    for count in (5, 10, 20, 100, 400):
        answer = honest("larger", count=count)
        middle = (answer["low"] + answer["high"]) / 2
        error = (answer["high"] - answer["low"]) / 2 / stats.t.ppf(0.975, count - 1)
        narrow = {**answer, "low": middle - error, "high": middle + error}
        assert [cause.id for cause in verdict_of(narrow).causes] == ["interval-too-narrow"]


@pytest.mark.parametrize(
    "task", [t for t in TASKS.values() if isinstance(t, ComparisonTask)], ids=lambda t: t.id
)
def test_evidence_of_the_lessons_is_a_verdict_too(task):
    """Every right answer of the zoo, with each condition's first sample taken away: never an exception, never all points."""
    zoo = Path(__file__).parents[1] / "zoo"
    for path in zoo.glob(f"*/{task.id}/right*.py"):
        data = json.loads(run(task, runpy.run_path(str(path)), seed=0).to_json())
        data["answer"]["samples"] = {name: numbers[:1] for name, numbers in data["answer"]["samples"].items()}
        assert judge(task, 0, json.dumps(data)).causes[0].id == "few-seeds"
