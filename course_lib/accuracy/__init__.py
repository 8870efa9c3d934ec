"""How right a softplus is: the truth to any precision, the distance to it in ULP, and the table of worst cases."""

from course_lib.accuracy.measure import evaluate
from course_lib.accuracy.million import stored as million_float64
from course_lib.accuracy.reference import reference
from course_lib.accuracy.regions import Region, regions
from course_lib.accuracy.sweep import stored as every_float32
from course_lib.accuracy.table import measure_profile, measure_table, profile, table
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
    "worst_ulp",
]
