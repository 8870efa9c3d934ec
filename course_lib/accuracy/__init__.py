"""How right a softplus is: the truth to any precision, the distance to it in ULP, and the table of worst cases.

Of your own function: worst_ulp(lambda x, beta: …, "value", "float32", "left").ulp. Of the course's forms, as stored:
`table()`; all float32 inputs, `every_float32()`; a million float64 inputs, `million_float64()`; the worst of all these,
`worst_stored()`. `python -m course_lib.accuracy` makes them anew.
"""

from course_lib.accuracy.evaluation import evaluate
from course_lib.accuracy.million import stored as million_float64
from course_lib.accuracy.float64_reference import reference
from course_lib.accuracy.region import Region, regions
from course_lib.accuracy.stored import worst_stored
from course_lib.accuracy.sweep import stored as every_float32
from course_lib.accuracy.error_table import measure_profile, measure_table, profile, table
from course_lib.accuracy.truth import QUANTITIES, true_value
from course_lib.accuracy.ulp import ulp_error
from course_lib.accuracy.worst import Worst, backward_error, worst_ulp

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
