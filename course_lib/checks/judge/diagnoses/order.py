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
from course_lib.tasks.task import FREE_LINES, Cause

Finder = Callable[[Comparison], Cause | None]


@dataclass(frozen=True)
class Diagnosis:
    """`id` names the cause that `find` looks for (“mistake”: one of the task's own); `line` and `stops`: see above.

    Where one of `unless` was found, this one only follows from it, or contradicts it, and is not told.
    """

    id: str
    line: str
    find: Finder
    stops: bool = False
    unless: frozenset[str] = frozenset()


def _diagnoses(line: str, *finders: Finder, stops: bool = False, unless: str = "") -> tuple[Diagnosis, ...]:
    return tuple(
        Diagnosis(find.__name__.replace("_", "-"), line, find, stops, frozenset(unless.split()))
        for find in finders
    )


_NOTHING_TO_COMPARE = (
    returned.not_a_function, returned.too_slow, returned.shadowed, returned.signature, returned.unknown_name,
    returned.python_math, returned.numpy, returned.truth_of_tensor, returned.raises, returned.printed,
    returned.returned_none, returned.returned_number, returned.returned_other
)  # fmt: skip
_VALUE = "mistake shape-lost only-visible wrong-setting wrong-value "
_CUT = "gradient-cut in-place-gradient gradient-raises "
_SLOPE = _CUT + "nan-gradient corner-slope moved-corner wrong-gradient "
_TAIL = "log-of-zero overflow no-number cancelled silent-zero zero-by-overflow cut-to-zero log-not-log1p plateau inaccurate "
ORDER = (
    *_diagnoses("value", *_NOTHING_TO_COMPARE, stops=True),
    *_diagnoses("side effects", side_effects.input_changed, side_effects.global_state),
    *_diagnoses("value", values.mistake),
    *_diagnoses("shape", values.shape_lost),
    *_diagnoses("value", values.only_visible, values.wrong_setting, values.wrong_value, unless="mistake"),
    *_diagnoses("shape", side_effects.raises_sometimes),
    *_diagnoses("gradient", gradients.gradient_cut, gradients.gradient_raises),
    *_diagnoses("gradient", gradients.in_place_gradient, unless="input-changed"),
    *_diagnoses("gradient", gradients.moved_corner, unless="mistake"),
    *_diagnoses("gradient", gradients.corner_slope, gradients.wrong_gradient, unless="mistake moved-corner"),
    *_diagnoses("curvature", gradients.curvature_cut, unless="gradient-cut"),
    *_diagnoses("curvature", gradients.wrong_curvature, unless=f"mistake {_SLOPE}"),
    *_diagnoses("dtype", dtypes.precision_lost),
    *_diagnoses("gradient", gradients.nan_gradient, unless="wrong-gradient"),
    *_diagnoses("extremes", extremes.log_of_zero, extremes.overflow),
    *_diagnoses("extremes", extremes.no_number, unless=f"overflow {_VALUE}"),
    *_diagnoses("extremes", gradients.nan_curvature, unless="nan-gradient"),
    *_diagnoses("extremes", extremes.cancelled),
    *_diagnoses("extremes", extremes.silent_zero, unless="cancelled"),
    *_diagnoses("extremes", extremes.zero_by_overflow, unless="overflow"),
    *_diagnoses("extremes", extremes.cut_to_zero, unless=f"zero-by-overflow {_VALUE}"),
    *_diagnoses("extremes", extremes.log_not_log1p, unless=f"moved-corner cancelled silent-zero {_VALUE}"),
    *_diagnoses("extremes", extremes.plateau, unless=_VALUE),
    *_diagnoses("extremes", extremes.inaccurate, unless=f"moved-corner plateau {_VALUE}"),
    *_diagnoses("extremes", extremes.limits, unless="overflow no-number plateau"),
    *_diagnoses("gradient", extremes.extreme_gradient, unless=f"precision-lost {_VALUE}{_SLOPE}{_TAIL}"),
    *_diagnoses("dtype", dtypes.dtype_changed, dtypes.half_precision),
    *_diagnoses("limits", extremes.unstated_limits, unless="limits"),
    *_diagnoses("integers", dtypes.integer_input),
)


def causes_of(comparison: Comparison) -> tuple[Cause, ...]:
    """All causes found, most important first, each with a property in words.

    A cause of a line that the task does not have (integers, limits that the task does not state) is told only where
    nothing else is: it costs nothing, and would hide what does.
    """
    found: dict[str, Cause] = {}
    for diagnosis in ORDER:
        cause = diagnosis.find(comparison) if found.keys().isdisjoint(diagnosis.unless) else None
        if cause is not None:
            cause = _about(comparison, cause)
            if diagnosis.stops:
                return (*found.values(), cause)
            held = cause.expected or comparison.task.properties.get(diagnosis.line, "")
            found[diagnosis.id] = replace(cause, expected=held)
    costly = [cause for id, cause in found.items() if _LINES[id] not in FREE_LINES]
    return tuple(costly or found.values())


_LINES = {diagnosis.id: diagnosis.line for diagnosis in ORDER}


def _about(comparison: Comparison, cause: Cause) -> Cause:
    """The cause with the name of the task's own argument, which the shared words write as {x}."""
    name = comparison.argument
    return replace(cause, why=cause.why.replace("{x}", name), next_step=cause.next_step.replace("{x}", name))
