"""Evidence is plain, strict, bounded data; the judge needs nothing else, not even the same process."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from course_lib.checks import TASKS, Evidence, TaskError, judge, run
from course_lib.checks.evidence import MOST_BYTES, MOST_TEXT, number, plain_number, plain_text

ZOO = Path(__file__).resolve().parents[1] / "zoo"
ANSWERS = [
    "01_meet_softplus/01-softplus/right_maximum",
    "01_meet_softplus/01-softplus/wrong_naive",
    "01_meet_softplus/01-softplus/wrong_nan_to_zero",
    "01_meet_softplus/01-softplus/wrong_prints_megabytes",
    "01_meet_softplus/01-gap/wrong_difference",
    "01_meet_softplus/01-beta/wrong_infinite",
    "01_meet_softplus/01-curve/wrong_a",
    "01_meet_softplus/01-statements/wrong_word",
]


def one_right_and_one_wrong():
    """For every task of the course, so that no kind of evidence stays at home."""
    for folder in sorted(path for path in ZOO.glob("*/*") if path.is_dir() and path.name in TASKS):
        files = [path for path in sorted(folder.glob("*.py")) if "loop" not in path.stem]
        for path in (files[0], files[-1]):
            yield f"{folder.parent.name}/{folder.name}/{path.stem}"


def evidence_of(name):
    path = ZOO / f"{name}.py"
    task = TASKS[path.parent.name]
    return task, run(task, runpy.run_path(str(path)), seed=3)


@pytest.mark.parametrize("name", ANSWERS)
def test_evidence_survives_strict_json(name):
    task, evidence = evidence_of(name)
    text = evidence.to_json()
    assert "NaN" not in text and "Infinity" not in text and len(text) < MOST_BYTES
    again = Evidence.from_json(text)
    assert again == evidence
    assert str(judge(task, again)) == str(judge(task, evidence))


def test_run_in_one_process_and_judge_in_another():
    program = """
import json, sys
from course_lib.checks import TASKS, Evidence, judge
for line in sys.stdin:
    evidence = Evidence.from_json(line)
    print(json.dumps(str(judge(TASKS[evidence.task], evidence))))
"""
    here = [evidence_of(name) for name in (*ANSWERS, *one_right_and_one_wrong())]
    done = subprocess.run(
        [sys.executable, "-c", program],
        input="".join(e.to_json() + "\n" for _, e in here),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        str(judge(task, e)) for task, e in here
    ]


def test_special_numbers_are_words():
    assert [plain_number(x) for x in (float("nan"), float("inf"), -float("inf"), 1.5)] == [
        "nan",
        "inf",
        "-inf",
        1.5,
    ]
    assert number("inf") == float("inf") and number(2.5) == 2.5


def test_text_is_bounded_and_never_raises():
    class Rude:
        def __str__(self):
            raise RuntimeError

    assert len(plain_text("x" * 10_000)) <= MOST_TEXT + 2
    assert "Rude" in plain_text(Rude())


def test_evidence_too_large_is_refused():
    with pytest.raises(ValueError, match="at most"):
        Evidence("t", "function", 0, {"text": "x" * (MOST_BYTES + 1)}).to_json()


def test_a_huge_result_stays_small():
    def softplus(x, beta=1.0):
        return torch.zeros(1_000_000)

    assert len(run(TASKS["01-softplus"], softplus).to_json()) < MOST_BYTES


def test_digests_tell_answers_apart():
    naive, again = evidence_of(ANSWERS[1])[1], evidence_of(ANSWERS[1])[1]
    assert naive.digest() == again.digest() != evidence_of(ANSWERS[0])[1].digest()


def test_the_judge_refuses_evidence_of_another_task():
    _, evidence = evidence_of("01_meet_softplus/01-beta/wrong_infinite")
    with pytest.raises(TaskError, match="01-beta"):
        judge(TASKS["01-curve"], evidence)


def test_the_notebooks_random_numbers_and_settings_are_left_alone():
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    torch.set_default_dtype(torch.float64)
    try:
        verdict = judge(
            TASKS["01-softplus"], run(TASKS["01-softplus"], lambda x, beta=1.0: torch.rand(x.shape))
        )
        assert torch.get_default_dtype() == torch.float64
    finally:
        torch.set_default_dtype(torch.float32)
    assert not verdict.passed and torch.equal(torch.rand(1), expected)


def test_plain_data_come_back_from_json_as_they_were():
    from course_lib.checks.evidence import plain

    data = plain(
        {1: (1.5, float("inf"), -float("inf")), "t": torch.tensor([2.0, 3.0]), "none": None, "yes": True}
    )
    assert data == {"1": [1.5, float("inf"), -float("inf")], "t": [2.0, 3.0], "none": None, "yes": True}
    evidence = Evidence("t", "model", 0, {"data": data})
    assert Evidence.from_json(evidence.to_json()) == evidence
    nan = Evidence.from_json(Evidence("t", "model", 0, {"data": [float("nan")]}).to_json()).seen["data"][0]
    assert nan != nan


def test_objects_are_no_evidence():
    from course_lib.checks.evidence import plain

    with pytest.raises(TypeError, match="plain data"):
        plain({"model": object()})
