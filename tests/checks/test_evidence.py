"""Evidence is typed, strict, bounded data; the judge needs nothing else, not even the same process."""

import json
import runpy
import subprocess
from pathlib import Path

import pytest
import torch
import warm_kernels

from course_lib.checks import TASKS, Evidence, judge, run
from course_lib.checks.evidence import MOST_TEXT
from course_lib.checks.panel import as_text
from course_lib.checks.student.description import plain_text
from course_lib.tasks import questions
from course_lib.tasks.question import Questions
from course_lib.tasks.strict_json import MOST_CHARACTERS, from_json, to_json

ZOO = Path(__file__).resolve().parents[1] / "zoo"
ANSWERS = [
    "01_meet_softplus/01-softplus/right_maximum",
    "01_meet_softplus/01-softplus/wrong_naive",
    "01_meet_softplus/01-softplus/right_nan_to_zero",
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


@pytest.mark.parametrize("name", [*ANSWERS, *one_right_and_one_wrong()])
def test_evidence_survives_strict_json(name):
    task, evidence = evidence_of(name)
    text = evidence.to_json()
    assert "NaN" not in text and "Infinity" not in text and len(text) < MOST_CHARACTERS
    assert Evidence.from_json(text).to_json() == text
    assert judge(task, 3, text) == judge(task, 3, evidence)


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.id)
def test_questions_survive_strict_json_and_equal_seeds_ask_the_same(task):
    asked = questions(task, 7)
    again = from_json(Questions, to_json(asked))
    assert to_json(again) == to_json(asked) == to_json(questions(task, 7))
    assert [question.name for question in again.asked] == [question.name for question in asked.asked]


def test_run_in_one_process_and_judge_in_another():
    program = """
import json, sys
from course_lib.checks import TASKS, judge
from course_lib.checks.panel import as_text
for line in sys.stdin:
    print(json.dumps(as_text(judge(TASKS[json.loads(line)["task"]], 3, line))))
"""
    here = [evidence_of(name) for name in (*ANSWERS, *one_right_and_one_wrong())]
    done = subprocess.run(
        [*warm_kernels.python(), "-c", program],
        input="".join(evidence.to_json() + "\n" for _, evidence in here),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    expected = [as_text(judge(task, 3, evidence)) for task, evidence in here]
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected


def test_special_numbers_are_words():
    _, evidence = evidence_of("01_meet_softplus/01-beta/wrong_infinite")
    assert json.loads(evidence.to_json())["answer"]["number"] == "inf"
    assert Evidence.from_json(evidence.to_json()).answer.number == float("inf")


def test_text_is_bounded_writable_and_never_raises():
    class Rude:
        def __str__(self):
            raise RuntimeError

    assert len(plain_text("x" * 10_000)) <= MOST_TEXT + 2
    assert "Rude" in plain_text(Rude())
    assert plain_text("half \ud800 character").encode("utf-8")


def test_a_record_too_large_is_not_written():
    with pytest.raises(ValueError, match="at most"):
        Evidence("t", "function", "none", similar_names=("x" * MOST_CHARACTERS,)).to_json()


def test_a_huge_result_stays_small():
    def softplus(x, beta=1.0):
        return torch.zeros(1_000_000)

    assert len(run(TASKS["01-softplus"], softplus).to_json()) < MOST_CHARACTERS


def test_digests_tell_answers_apart():
    naive, again = evidence_of(ANSWERS[1])[1], evidence_of(ANSWERS[1])[1]
    assert naive.digest() == again.digest() != evidence_of(ANSWERS[0])[1].digest()


def test_the_notebooks_random_numbers_and_settings_are_left_alone():
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    torch.set_default_dtype(torch.float64)
    try:
        verdict = judge(
            TASKS["01-softplus"], 0, run(TASKS["01-softplus"], lambda x, beta=1.0: torch.rand(x.shape))
        )
        assert torch.get_default_dtype() == torch.float64
    finally:
        torch.set_default_dtype(torch.float32)
    assert not verdict.passed and torch.equal(torch.rand(1), expected)
