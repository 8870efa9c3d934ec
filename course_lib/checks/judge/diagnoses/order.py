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


@dataclass(frozen=True)
class Diagnosis:
    """`id` names the cause that `find` looks for (“mistake”: one of the task's own); `line` and `stops`: see above."""

    id: str
    line: str
    find: Callable[[Comparison], Cause | None]
    stops: bool = False


ORDER = (
    Diagnosis("not-a-function", "value", returned.not_a_function, stops=True),
    Diagnosis("too-slow", "value", returned.too_slow, stops=True),
    Diagnosis("shadowed", "value", returned.shadowed, stops=True),
    Diagnosis("signature", "value", returned.signature, stops=True),
    Diagnosis("unknown-name", "value", returned.unknown_name, stops=True),
    Diagnosis("python-math", "value", returned.python_math, stops=True),
    Diagnosis("numpy", "value", returned.numpy_needs_detach, stops=True),
    Diagnosis("truth-of-tensor", "value", returned.truth_of_tensor, stops=True),
    Diagnosis("raises", "value", returned.raises_always, stops=True),
    Diagnosis("printed", "value", returned.printed, stops=True),
    Diagnosis("returned-none", "value", returned.returned_none, stops=True),
    Diagnosis("numpy", "value", returned.returned_numpy, stops=True),
    Diagnosis("returned-number", "value", returned.returned_number, stops=True),
    Diagnosis("returned-other", "value", returned.returned_other, stops=True),
    Diagnosis("input-changed", "side effects", side_effects.input_changed),
    Diagnosis("global-state", "side effects", side_effects.global_state),
    Diagnosis("raises-sometimes", "shape", side_effects.raises_sometimes),
    Diagnosis("mistake", "value", values.known_mistake),
    Diagnosis("shape-lost", "shape", values.shape_lost),
    Diagnosis("only-visible", "value", values.only_visible),
    Diagnosis("wrong-setting", "value", values.wrong_setting),
    Diagnosis("wrong-value", "value", values.wrong_value),
    Diagnosis("gradient-cut", "gradient", gradients.gradient_cut),
    Diagnosis("in-place-gradient", "gradient", gradients.in_place_gradient),
    Diagnosis("gradient-raises", "gradient", gradients.gradient_raises),
    Diagnosis("nan-gradient", "gradient", gradients.nan_gradient),
    Diagnosis("corner-slope", "gradient", gradients.corner_slope),
    Diagnosis("wrong-gradient", "gradient", gradients.wrong_gradient),
    Diagnosis("curvature-cut", "curvature", gradients.curvature_cut),
    Diagnosis("wrong-curvature", "curvature", gradients.wrong_curvature),
    Diagnosis("precision-lost", "dtype", dtypes.precision_lost),
    Diagnosis("log-of-zero", "extremes", extremes.log_of_zero),
    Diagnosis("overflow", "extremes", extremes.overflow),
    Diagnosis("cancelled", "extremes", extremes.cancelled),
    Diagnosis("silent-zero", "extremes", extremes.silent_zero),
    Diagnosis("log-not-log1p", "extremes", extremes.log_not_log1p),
    Diagnosis("limits", "extremes", extremes.limits),
    Diagnosis("inaccurate", "extremes", extremes.inaccurate),
    Diagnosis("extreme-gradient", "gradient", extremes.extreme_gradient),
    Diagnosis("dtype-changed", "dtype", dtypes.dtype_changed),
    Diagnosis("half-precision", "dtype", dtypes.half_precision),
    Diagnosis("integer-input", "dtype", dtypes.integers_truncated),
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
