"""How accurate a softplus is: the true value to any precision, the error in ULP, and the stored worst cases.

`worst_ulp(lambda x, beta: …, "value", "float32", "left").ulp` measures a function of your own. Stored errors of the course's
forms: `table()`; all float32 inputs, `every_float32()`; a million float64 inputs, `million_float64()`; the worst of all
these, `worst_stored()`; the error against x, `profile()`. `python -m course_lib.accuracy` measures them again.
`course_lib.accuracy.formulas` has the true functions in an mpmath context.

A name is loaded when it is first asked for: what is stored, and the formulas, can be read without torch.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course_lib.accuracy.error_profile import measure_profile
    from course_lib.accuracy.error_table import measure_table
    from course_lib.accuracy.evaluation import evaluate
    from course_lib.accuracy.float64_reference import reference
    from course_lib.accuracy.region import Region, regions
    from course_lib.accuracy.stored import every_float32, million_float64, profile, table, worst_stored
    from course_lib.accuracy.truth import QUANTITIES, true_value
    from course_lib.accuracy.ulp import ulp_error
    from course_lib.accuracy.worst import Worst, backward_error, worst_ulp

_FILES = {
    "error_profile": ("measure_profile",),
    "error_table": ("measure_table",),
    "evaluation": ("evaluate",),
    "float64_reference": ("reference",),
    "region": ("Region", "regions"),
    "stored": ("every_float32", "million_float64", "profile", "table", "worst_stored"),
    "truth": ("QUANTITIES", "true_value"),
    "ulp": ("ulp_error",),
    "worst": ("Worst", "backward_error", "worst_ulp"),
}

__all__ = [
    "QUANTITIES",
    "Region",
    "Worst",
    "backward_error",
    "evaluate",
    "every_float32",
    "measure_profile",
    "measure_table",
    "million_float64",
    "profile",
    "reference",
    "regions",
    "table",
    "true_value",
    "ulp_error",
    "worst_stored",
    "worst_ulp",
]


def __getattr__(name: str) -> object:
    for file, names in _FILES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{file}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
