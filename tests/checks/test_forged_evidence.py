"""Forged evidence earns no point that its answers do not deserve, but for what only the student's process can know."""

import copy
import json
import runpy
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.checks import TASKS, Evidence, Verdict, check, judge, run
from course_lib.checks.evidence import SELF_REPORTED, Number, Replies, Text
from course_lib.journal import attempts
from course_lib.tasks.strict_json import MOST_CHARACTERS, MOST_DEPTH

SEED = 11
ZOO = Path(__file__).parents[1] / "zoo"


def right(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta


def relu(x, beta=1.0):
    return torch.relu(x)


def in_double(x, beta=1.0):
    return right(x.double(), beta)


def without_tail(x, beta=1.0):
    return torch.where(x > -16, right(x, beta), torch.zeros_like(x))


def dead_far_out(x, beta=1.0):
    """Right values everywhere; far out the slope is wrong."""
    y = right(x, beta)
    return torch.where(x.abs() > 8, y.detach() + 0 * x.clamp(-1, 1), y)


def ready(x, beta=1.0):
    return torch.nn.functional.softplus(x, beta)


def changing(x, beta=1.0):
    y = right(x, beta)
    x.data.add_(1.0)
    return y


class KeepsInput(torch.nn.Module):
    def forward(self, x):
        return torch.logaddexp(x, torch.zeros_like(x))


STATEMENTS = {"clips": "true"}

# ---------------------------------------------------------------- what a forger does to the JSON of honest evidence


def replies(data):
    return data["answer"]["replies"]


def reply(data, name):
    return next(one for one in replies(data) if one["question"] == name)


def inputs_of_its_own(data):
    """The first forgery that worked: x = 500, value 500, slope 1."""
    for one in replies(data):
        one |= {"x": [500.0], "values": [500.0], "shape": [1]}


def the_same_everywhere(data):
    for one in replies(data):
        one["values"] = [512.0] * len(one["values"])
        if one["slope"] and one["slope"]["numbers"]:
            one["slope"]["numbers"] = [1.0] * len(one["slope"]["numbers"])


def nothing_where_wrong(data):
    for one in replies(data):
        one["values"], one["shape"] = [], [0]
        one["slope"] = None


def one_value_less(data):
    reply(data, "moderate")["values"].pop()


def another_shape(data):
    reply(data, "moderate")["shape"] = [2, 5]


def a_shape_that_cannot_be(data):
    reply(data, "moderate")["shape"] = [-1, -10]


def huge_shape(data):
    one = reply(data, "moderate")
    one["shape"], one["values"] = [10**18, 10**18], [0.0] * 64


def values_wrong_where_only_the_slope_has_points(data):
    one = reply(data, "curved right")
    one["values"] = [0.0] * len(one["values"])


def parameters_of_a_size_that_fits_no_memory(data):
    for parameter in reply(data, "raw numbers")["parameters"]:
        parameter |= {"shape": [10**9], "gradient": None}


def parameters_of_a_size_that_fits_no_computer(data):
    for parameter in reply(data, "raw numbers")["parameters"]:
        parameter |= {"shape": [10**18], "gradient": None}


def gradients_of_what_is_not_trainable(data):
    for parameter in reply(data, "batch")["parameters"]:
        parameter["trainable"] = False


def no_parameters(data):
    reply(data, "batch")["parameters"] = []


def nothing_after_the_push(data):
    reply(data, "pushed").update(values=[], shape=[0])


def no_slopes(data):
    for one in replies(data):
        one["slope"] = None


def slopes_too_large_to_look_at(data):
    for one in replies(data):
        if one["question"].startswith(("large", "deep")):
            one["slope"] = {"tracked": True, "numbers": None, "error": None}


def slopes_said_to_be_cut_far_out(data):
    for one in replies(data):
        if one["question"].startswith(("large", "deep")):
            one["slope"] = {"tracked": False, "numbers": None, "error": None}


def one_slope_said_to_be_cut(data):
    reply(data, "moderate")["slope"] = {"tracked": False, "numbers": None, "error": None}
    reply(data, "moderate")["curvature"] = None


def slopes_cut_and_given(data):
    for one in replies(data):
        if one["slope"]:
            one["slope"]["tracked"] = False


def only_where_right(data):
    data["answer"]["replies"] = [one for one in replies(data) if one["question"] in ("empty", "as float64")]


def stopped_before_the_hard_ones(data):
    data["answer"]["replies"] = replies(data)[:1]
    data["answer"]["stopped_after"] = 5.0


def repeated(data):
    data["answer"]["replies"] = [copy.deepcopy(replies(data)[0]) for _ in replies(data)]


def under_another_name(data):
    first = copy.deepcopy(replies(data)[0])
    data["answer"]["replies"] = [{**first, "question": one["question"]} for one in replies(data)]


def turned_around(data):
    replies(data).reverse()


def one_more(data):
    replies(data).append(copy.deepcopy(replies(data)[-1]))


def float32_by_word(data):
    for one in replies(data):
        one["dtype"] = "float32"


def error_and_values(data):
    reply(data, "moderate")["error"] = {"name": "ValueError", "message": "no"}


def not_callable(data):
    data["answer"]["description"]["callable"] = False


def not_attempted(data):
    data["attempt"] = "none"


def passed(data):
    data |= {"passed": True, "points": 10}


def of_another_task(data):
    data["task"] = "01-softplus"


def of_another_kind(data):
    data["kind"] = "number"


def count_and_median(data):
    data["answer"] |= {"count": 100, "median": 1.0}


def a_list_as_number(data):
    data["answer"]["number"] = [13.863]


def words_for_other_statements(data):
    data["answer"]["words"] |= {f"right {number}": "true" for number in range(20)}


FORGERIES = [
    ("01-softplus", relu, inputs_of_its_own),
    ("01-softplus", relu, the_same_everywhere),
    ("01-softplus", relu, nothing_where_wrong),
    ("01-softplus", relu, one_value_less),
    ("01-softplus", relu, another_shape),
    ("01-softplus", relu, a_shape_that_cannot_be),
    ("01-softplus", relu, huge_shape),
    ("01-softplus", relu, no_slopes),
    ("01-softplus", relu, only_where_right),
    ("01-softplus", relu, stopped_before_the_hard_ones),
    ("01-softplus", relu, repeated),
    ("01-softplus", relu, under_another_name),
    ("01-softplus", relu, turned_around),
    ("01-softplus", relu, one_more),
    ("01-softplus", relu, error_and_values),
    ("01-softplus", relu, not_callable),
    ("01-softplus", relu, not_attempted),
    ("01-softplus", relu, passed),
    ("01-softplus", relu, of_another_kind),
    ("01-softplus", in_double, float32_by_word),
    ("01-softplus", without_tail, nothing_where_wrong),
    ("01-softplus", without_tail, only_where_right),
    ("01-softplus", without_tail, stopped_before_the_hard_ones),
    ("01-softplus", dead_far_out, slopes_too_large_to_look_at),
    ("01-softplus", dead_far_out, slopes_said_to_be_cut_far_out),
    ("01-softplus", dead_far_out, slopes_cut_and_given),
    ("01-softplus", dead_far_out, one_slope_said_to_be_cut),
    ("01-softplus", dead_far_out, no_slopes),
    ("01-beta", 20.0, count_and_median),
    ("01-beta", 20.0, a_list_as_number),
    ("01-statements", STATEMENTS, words_for_other_statements),
]


@pytest.mark.parametrize(
    "task_id, answer, forge", FORGERIES, ids=lambda given: getattr(given, "__name__", str(given)[:12])
)
def test_a_forgery_earns_nothing_more(task_id, answer, forge):
    task = TASKS[task_id]
    honest = run(task, answer, seed=SEED).to_json()
    data = json.loads(honest)
    forge(data)
    forged, deserved = judge(task, SEED, json.dumps(data)), judge(task, SEED, honest)
    assert json.dumps(data) != honest and not deserved.passed
    assert not forged.passed and forged.points <= deserved.points
    earned = {line.name: line.points for line in deserved.lines}
    assert all(line.points <= earned[line.name] for line in forged.lines)


@pytest.mark.parametrize(
    "task_id, forge, lost",
    [
        ("06-repair", values_wrong_where_only_the_slope_has_points, "gradient"),
        ("05-positive", parameters_of_a_size_that_fits_no_memory, "parameters"),
        ("05-positive", parameters_of_a_size_that_fits_no_computer, "parameters"),
        ("05-positive", nothing_after_the_push, "pushed"),
        ("05-network", no_parameters, "gradient"),
        ("05-network", gradients_of_what_is_not_trainable, None),
    ],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_right_evidence_that_is_damaged_in_one_place_loses_the_points_of_that_place(task_id, forge, lost):
    task = TASKS[task_id]
    path = sorted(ZOO.glob(f"*/{task_id}/right*.py"))[0]
    data = json.loads(run(task, runpy.run_path(str(path)), seed=SEED).to_json())
    assert judge(task, SEED, json.dumps(data)).passed
    forge(data)
    tracemalloc.start()
    try:
        verdict = judge(task, SEED, json.dumps(data))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not verdict.passed and peak < 20_000_000
    if lost is None:
        assert verdict.causes[0].id == "no-evidence"
    else:
        names = {b.id: b.line for b in getattr(task, "behaviours", ())}
        assert next(line for line in verdict.lines if line.name == names.get(lost, lost)).points == 0


def test_right_answers_to_other_questions_earn_nothing():
    """Evidence of another seed, of another task, and the values of one question given to another."""
    task = TASKS["01-softplus"]
    honest = run(task, right, seed=SEED)
    assert judge(task, SEED, honest).passed
    other_seed = judge(task, SEED + 1, honest)
    assert (
        "value" in {line.name for line in other_seed.lines if line.state == "failed"}
        and other_seed.points == 0
    )
    gap = json.loads(run(TASKS["01-gap"], lambda x, beta=1.0: torch.exp(-x.abs()), seed=SEED).to_json())
    of_another_task(gap)
    assert judge(task, SEED, json.dumps(gap)).causes[0].id == "no-evidence"
    swapped = json.loads(honest.to_json())
    first, second = reply(swapped, "moderate"), reply(swapped, "moderate, setting 2")
    first["values"], second["values"] = second["values"], first["values"]
    assert judge(task, SEED, json.dumps(swapped)).points == 0


def test_hidden_names_change_nothing_where_the_source_is_at_hand():
    task = TASKS["01-softplus"]
    data = json.loads(run(task, ready, seed=SEED).to_json())
    data["answer"]["description"] |= {"names": [], "module": "__main__", "qualname": "softplus"}
    cells = [
        "from torch.nn import functional as G",
        "def softplus(x, beta=1.0):\n    return G.softplus(x, beta)",
    ]
    seen = judge(task, SEED, json.dumps(data), cells)
    assert seen.causes[-1].id == "calls-ready-form" and seen.points <= task.points_if_called
    assert "names" not in seen.self_reported
    assert "names" in judge(task, SEED, json.dumps(data)).self_reported


def test_self_reported_records_are_flagged_and_carry_few_points():
    task = TASKS["01-softplus"]
    data = json.loads(run(task, changing, seed=SEED).to_json())
    deserved = judge(task, SEED, json.dumps(data))
    for one in replies(data):
        one["changed_input"] = False
    forged = judge(task, SEED, json.dumps(data))
    assert forged.points - deserved.points == task.points["side effects"] == 1
    assert "side effects" in forged.self_reported
    module = TASKS["06-module"]
    data = json.loads(run(module, KeepsInput, seed=SEED).to_json())
    deserved = judge(module, SEED, json.dumps(data))
    for one in replies(data):
        one["kept"] = one["kept"] and {"input": False, "output": True, "other": 0}
    forged = judge(module, SEED, json.dumps(data))
    (line,) = [line for line in forged.lines if line.name in forged.self_reported]
    assert forged.points - deserved.points == line.points < module.out_of / 3
    assert {"kept", "changed_input"} <= set(SELF_REPORTED)


# ---------------------------------------------------------------- damaged evidence: always a verdict

HONEST = {
    task_id: run(TASKS[task_id], answer, seed=SEED).to_json()
    for task_id, answer in {
        "01-softplus": relu,
        "06-module": KeepsInput,
        "01-beta": 20.0,
        "01-curve": "a",
        "01-statements": STATEMENTS,
        "01-defend": "some words",
    }.items()
}
DESERVED = {task_id: judge(TASKS[task_id], SEED, text).points for task_id, text in HONEST.items()}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("nan"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def is_refused_or_judged(task_id, text):
    task = TASKS[task_id]
    verdict = judge(task, SEED, text)
    assert isinstance(verdict, Verdict) and 0 <= verdict.points <= verdict.out_of == task.out_of
    assert verdict.points <= DESERVED[task_id]
    return verdict


def nodes(data, path=()):
    yield path
    for key, held in (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        yield from nodes(held, (*path, key))


def put(data, path, new):
    if not path:
        return new
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = new
    return None


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_cut_evidence_is_a_verdict(task_id, data):
    text = HONEST[task_id]
    place = data.draw(st.integers(0, len(text) - 1))
    assert is_refused_or_judged(task_id, text[:place]).causes[0].id == "no-evidence"
    assert isinstance(judge(TASKS[task_id], SEED, text[place:]), Verdict)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_evidence_with_one_thing_of_another_type_is_a_verdict(task_id, data):
    record = json.loads(HONEST[task_id])
    path = data.draw(st.sampled_from(list(nodes(record))))
    new = data.draw(JSON)
    record = put(record, path, new) if not path else (put(record, path, new), record)[1]
    numbers = {"words", "number", "shown", "type"}.intersection(map(str, path))
    verdict = judge(TASKS[task_id], SEED, json.dumps(record))
    assert isinstance(verdict, Verdict)
    if not numbers:  # another word or number may by chance be the right answer
        is_refused_or_judged(task_id, json.dumps(record))


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(HONEST)), st.text(max_size=200) | JSON.map(json.dumps))
def test_any_text_is_a_verdict(task_id, text):
    assert is_refused_or_judged(task_id, text).causes[0].id == "no-evidence"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 30_000,
        "[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1),
        '"' + "[" * 100_000 + '"',
        '"' + '\\"[' * 60_000,
        "9" * 100_000,
        "1" * 21,
        "1e999",
        "NaN",
        "-Infinity",
        '{"task": "01-beta", "task": "01-beta"}',
        "",
        "\ud800",
    ],
    ids=lambda text: text[:12] or "empty",
)
def test_deep_long_and_doubled_texts_are_no_evidence(text):
    assert is_refused_or_judged("01-beta", text).causes[0].id == "no-evidence"


@pytest.mark.parametrize(
    "old, new", [("20.0", "NaN"), ("20.0", "1e999"), ("20.0", "9" * 30), ('"attempt"', '"task"')]
)
def test_one_wrong_token_in_whole_evidence_is_no_evidence(old, new):
    text = HONEST["01-beta"]
    assert text.count(old) >= 1
    assert is_refused_or_judged("01-beta", text.replace(old, new)).causes[0].id == "no-evidence"


@pytest.mark.parametrize("size", [MOST_CHARACTERS + 1, 30_000_000])
@pytest.mark.parametrize("piece", ["[", '{"a":', "9", '"x"'])
def test_memory_stays_flat_whatever_the_size(piece, size):
    text = piece * (size // len(piece) + 1)
    tracemalloc.start()
    try:
        verdict = judge(TASKS["01-beta"], SEED, text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert verdict.causes[0].id == "no-evidence" and peak < 200_000


class Lying(Evidence):
    """Says of itself what it likes; nobody asks it."""

    def to_json(self):
        return HONEST["01-beta"].replace("20.0", "13.863")


class Raising:
    number = type = property(lambda self: 1 / 0)


NUMBER = Evidence("01-beta", "number", "made", Number("float", "13.863", 13.863))


@pytest.mark.parametrize(
    "thing",
    [
        None,
        5,
        {},
        object,
        Evidence,
        Raising(),
        HONEST["01-beta"].encode(),
        Lying("01-beta", "number", "made", Number("float", "1", 1.0)),
        replace(NUMBER, answer=Text("str", 1, "x")),
        replace(NUMBER, answer=Replies(None)),
        replace(NUMBER, answer=Raising()),
        replace(NUMBER, answer=None),
        replace(NUMBER, attempt="weird", answer=None),
        replace(NUMBER, attempt="missing", answer=None, similar_names=5),
        replace(NUMBER, answer=Number("float", "13.863", "13.863")),
        replace(NUMBER, answer=Number("bool", "True", True)),
        replace(NUMBER, answer=Number("x" * 300_000, "13.863", 13.863)),
        replace(NUMBER, answer=Number(b"float", "13.863", 13.863)),
        replace(NUMBER, task=[], kind={}),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_what_is_no_whole_record_is_no_evidence(thing):
    assert judge(TASKS["01-beta"], SEED, NUMBER).passed
    assert is_refused_or_judged("01-beta", thing).causes[0].id == "no-evidence"


def test_a_check_keeps_no_attempt_that_has_no_evidence(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert check("01-beta", type("x" * 300_000, (), {})()).causes[0].id == "no-evidence"
    assert not attempts("01-beta")


def test_a_record_that_is_not_text_is_judged_the_same():
    assert judge(TASKS["01-beta"], SEED, Evidence.from_json(HONEST["01-beta"])) == judge(
        TASKS["01-beta"], SEED, HONEST["01-beta"]
    )
