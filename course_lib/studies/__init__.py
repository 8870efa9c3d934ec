"""Training experiments over several seeds: what the course says about training is measured here.

A study is one small module: a frozen config and `run(config, seeds, executor=None)` → a tidy frame
(seed, condition, step, metric, value). Every seed draws from its own generators and runs with one torch thread, so the frame
is the same on every run of one machine, with any executor and any number of workers.

`summarise(frame, metric, control="relu")`   mean, 95 % interval, paired difference, how many seeds diverged
`mean_of`, `difference` → `Interval`, `.in_words()`; `by_step(frame, metric)` for curves;
`calibration(frame)` for what was observed against what was predicted
`conclude(difference, smallest)`             "larger", "smaller", "no difference" or "not settled", for the smallest effect
                                             of interest that was fixed before the run
`recorded(name, again=False)` → `Record`     the long run of a study with its seeds, and again with other seeds; made by
                                             `python -m course_lib.studies record NAME [--again]`

Files to read first: catalogue (which studies there are), then any study; running, summary, networks, conditions are what
studies are made of; stored and commands keep the long runs.
"""

from course_lib.studies.running import COLUMNS, Rows, StudyError, run_seeds
from course_lib.studies.stored import recorded
from course_lib.studies.summary import (
    Interval,
    by_step,
    calibration,
    conclude,
    difference,
    interval,
    mean_of,
    of_metric,
    summarise,
)

__all__ = [
    "COLUMNS",
    "Interval",
    "Rows",
    "StudyError",
    "by_step",
    "calibration",
    "conclude",
    "difference",
    "interval",
    "mean_of",
    "of_metric",
    "recorded",
    "run_seeds",
    "summarise",
]
