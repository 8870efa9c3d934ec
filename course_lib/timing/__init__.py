"""How to time, honestly: samples, pairs in a drawn order, intervals, a control, and what a memory's speed allows."""

from course_lib.timing.comparison import Comparison, compare
from course_lib.timing.errors import TimingError
from course_lib.timing.measurement import Measurement, measure

__all__ = ["Comparison", "Measurement", "TimingError", "compare", "measure"]
