"""All diagnoses of a function in one order, most important first, and `causes_of`, which goes through them.

Each looks at a `Comparison` and gives the cause that it found, or None. `line` is the verdict line that it belongs to:
the cause is told with what the right answer holds there. `stops` says that there is nothing else to look at: an answer
that raises everywhere has no values to discuss.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from course_lib.checks.judge.comparison import Comparison
from course_lib.checks.judge.diagnoses import dtypes, extremes, gradients, returned, side_effects, values
from course_lib.tasks.task import Cause

Finder = Callable[[Comparison], Cause | None]


@dataclass(frozen=True)
class Diagnosis:
    """`id` names the cause that `find` looks for (“mistake”: one of the task's own); `line` and `stops`: see above."""

    id: str
    line: str
    find: Finder
    stops: bool = False


def _diagnoses(line: str, *finders: Finder, stops: bool = False) -> tuple[Diagnosis, ...]:
    return tuple(Diagnosis(find.__name__.replace("_", "-"), line, find, stops) for find in finders)


_NOTHING_TO_COMPARE = (
    returned.not_a_function, returned.too_slow, returned.shadowed, returned.signature, returned.unknown_name,
    returned.python_math, returned.numpy, returned.truth_of_tensor, returned.raises, returned.printed,
    returned.returned_none, returned.returned_number, returned.returned_other
)  # fmt: skip
ORDER = (
    *_diagnoses("value", *_NOTHING_TO_COMPARE, stops=True),
    *_diagnoses("side effects", side_effects.input_changed, side_effects.global_state),
    *_diagnoses("shape", side_effects.raises_sometimes),
    *_diagnoses("value", values.mistake),
    *_diagnoses("shape", values.shape_lost),
    *_diagnoses("value", values.only_visible, values.wrong_setting, values.wrong_value),
    *_diagnoses("gradient", gradients.gradient_cut, gradients.in_place_gradient, gradients.gradient_raises),
    *_diagnoses("gradient", gradients.nan_gradient, gradients.corner_slope, gradients.wrong_gradient),
    *_diagnoses("curvature", gradients.curvature_cut, gradients.wrong_curvature),
    *_diagnoses("dtype", dtypes.precision_lost),
    *_diagnoses(
        "extremes", extremes.log_of_zero, extremes.overflow, extremes.cancelled, extremes.silent_zero
    ),
    *_diagnoses("extremes", extremes.log_not_log1p, extremes.limits, extremes.inaccurate),
    *_diagnoses("gradient", extremes.extreme_gradient),
    *_diagnoses("dtype", dtypes.dtype_changed, dtypes.half_precision, dtypes.integer_input),
)


def causes_of(comparison: Comparison) -> tuple[Cause, ...]:
    """All causes found, most important first, each with a property in words and never a hidden number."""
    found: list[Cause] = []
    for diagnosis in ORDER:
        cause = diagnosis.find(comparison)
        if cause is not None:
            if diagnosis.stops:
                return (*found, cause)
            held = cause.expected or comparison.task.properties.get(diagnosis.line, "")
            found.append(replace(cause, expected=held))
    return tuple(found)
