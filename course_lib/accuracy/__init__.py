"""How right a softplus is: the truth to any precision, the distance to it in ULP, and the table of worst cases."""

from course_lib.accuracy.regions import Region, regions
from course_lib.accuracy.truth import QUANTITIES, true_value
from course_lib.accuracy.ulp import ulp_error

__all__ = ["QUANTITIES", "Region", "regions", "true_value", "ulp_error"]
