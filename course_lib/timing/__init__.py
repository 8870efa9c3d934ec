"""How to time: samples, pairs in a drawn order with an interval and a control, and what memory and arithmetic allow.

`measure(f, …)` → `Measurement`        f has no arguments and returns its result; `.median`, `.quartiles`, `.in_words()`
`compare(f, g, …)` → `Comparison`      is f slower than g? `.ratio`, `.interval`, `.verdict`: FASTER, SLOWER, SAME, UNCLEAR
`memory(f, x)` → `Memory`              what f(x) keeps for its backward pass
`roofline(device)` → `Roofline`        measured bytes and operations in a second; `.seconds(size, items)` is the least time
`sweep({name: f}, sizes, dtypes)` → `Sweep`   many functions of x in one table, with every sample; `table_of(samples)`
`beside_others({name: f})`             the same by torch.utils.benchmark and, on a GPU, by Triton

Files to read first: comparison, measurement. Behind them: device waits, times blocks and empties caches; blocks counts
calls and checks results; intervals, surroundings, errors.
"""

from course_lib.timing.comparison import FASTER, SAME, SLOWER, UNCLEAR, Comparison, compare
from course_lib.timing.errors import TimingError
from course_lib.timing.measurement import Measurement, measure
from course_lib.timing.memory import Memory, memory
from course_lib.timing.oracles import beside_others
from course_lib.timing.roofline import Roofline, roofline
from course_lib.timing.sweep import Sweep, sweep, table_of

__all__ = [
    "FASTER",
    "SAME",
    "SLOWER",
    "UNCLEAR",
    "Comparison",
    "Measurement",
    "Memory",
    "Roofline",
    "Sweep",
    "TimingError",
    "beside_others",
    "compare",
    "measure",
    "memory",
    "roofline",
    "sweep",
    "table_of",
]
