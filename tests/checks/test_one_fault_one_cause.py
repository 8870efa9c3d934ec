"""One fault has one cause: what only follows from it, or contradicts it, is not told beside it."""

import runpy
from pathlib import Path

import pytest

from course_lib.checks import TASKS, judge, run

ZOO = Path(__file__).parents[1] / "zoo"

ALL_CAUSES = {
    # A slope that is wrong at 0 makes a second derivative that is wrong; a curvature of 0 is one fault too.
    "02-corner/wrong_as_handed_out": ["slope-one-at-zero"],
    "02-corner/wrong_relu": ["slope-zero-at-zero"],
    "02-corner/wrong_maximum": ["flat-at-zero"],
    "02-corner/wrong_moved_left": ["moved-corner"],
    "02-corner/wrong_logaddexp": ["nan-curvature"],
    "02-corner/wrong_only_relu": ["is-relu"],
    # What overflows is said, and not that 1 + tiny was rounded.
    "02-curvature/wrong_lessons_formula": ["zero-by-overflow"],
    "02-curvature/wrong_one_minus": ["cancelled"],
    "02-curvature/wrong_cut_off": ["cut-to-zero"],
    "02-curvature/wrong_float32": ["dtype-changed"],
    "02-curvature/wrong_squared_slope": ["squared-slope"],
    # A bound that hides tiny inputs.
    "03-inverse/wrong_clamp_small_y": ["plateau"],
    "03-inverse/wrong_eps": ["plateau"],
    "03-inverse/wrong_log1p_only": ["log-of-zero"],
    "03-inverse/wrong_missing_y": ["missing-y"],
    "03-old-backward/wrong_expm1_over_exp": ["overflow"],
    "03-old-backward/wrong_greater_equal": ["at-the-threshold"],
    "03-old-backward/wrong_mirrored": ["mirrored"],
    "01-gap/wrong_norm": ["shape-lost"],
    "01-gap/wrong_log": ["silent-zero"],
    "01-softplus/wrong_in_place": ["input-changed"],
    "01-softplus/wrong_clamp_at_twenty": ["overflow"],
    "01-softplus/wrong_clamp_corner": ["corner-slope"],
    "01-softplus/wrong_left_cut": ["cut-to-zero"],
    "01-softplus/wrong_log_moderate": ["log-not-log1p"],
    # Two ends, two faults.
    "01-softplus/wrong_naive": ["overflow", "silent-zero"],
    "03-inverse/wrong_naive": ["log-of-zero", "overflow"],
}


def verdict_of(name):
    task, (path,) = TASKS[name.split("/")[0]], ZOO.glob(f"*/{name}.py")
    return judge(task, 11, run(task, runpy.run_path(str(path)), seed=11), [path.read_text(encoding="utf-8")])


@pytest.mark.parametrize("name", ALL_CAUSES)
def test_all_causes_of_an_answer(name):
    assert [cause.id for cause in verdict_of(name).causes] == ALL_CAUSES[name]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("01-softplus/right_cuts_integers", "An integer tensor gives 0"),
        ("01-softplus/right_nan_to_zero", "NaN gives 0; NaN is right."),
        ("03-old-backward/right_le_and_sigmoid", "NaN gives 1; NaN is right."),
    ],
)
def test_what_the_text_does_not_ask_for_is_a_note(name, begins):
    verdict = verdict_of(name)
    assert verdict.passed and verdict.points == verdict.out_of and not verdict.causes
    assert len(verdict.notes) == 1 and verdict.notes[0].startswith(begins)


@pytest.mark.parametrize(
    ("name", "witness"),
    [
        ("01-gap/wrong_beta_missing_inside", "at x = -1 (float32, beta = 0.5) your value is 0.626523; 0.948154 is right"),
        ("03-inverse/wrong_clamp_small_y", "at y = 1e-30 (float32, beta = 1.0) your value is -13.8155; -69.0776 is right"),
        ("02-corner/wrong_moved_maximum", "at x = -1e-12 (float32) your second derivative is 0; 0.25 is right"),
        ("03-inverse/wrong_threshold", "at y = 20.5 (float64, beta = 1.0) your value is 20.5; 20.499999999 is right"),
    ],
)  # fmt: skip
def test_the_witness_is_a_telling_input_with_both_numbers(name, witness):
    assert verdict_of(name).causes[0].witness == witness


def test_the_name_of_the_input_is_the_tasks_own():
    told = verdict_of("03-inverse/wrong_in_place").causes[0]
    assert "`y += …`" in told.next_step and "y = [" in told.witness and "x" not in told.witness
