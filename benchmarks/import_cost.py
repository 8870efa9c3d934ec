"""What `import course_lib.lesson` costs beyond ipywidgets alone: new processes, the two alternated, medians.

python benchmarks/import_cost.py [REPEATS]      goal: at most 0.5 s more; no torch imported
"""

import statistics
import subprocess
import sys

from course_lib.terminal import accept_every_character

CODE = (
    "import sys, time; start = time.perf_counter(); import {name}; "
    "print(time.perf_counter() - start, 'torch' in sys.modules)"
)
GOAL_S = 0.5


def import_time(name):
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(name=name)], capture_output=True, text=True, check=True
    )
    seconds, torch = done.stdout.split()
    return float(seconds), torch == "True"


def main(repeats="9"):
    found = {"ipywidgets": [], "course_lib.lesson": [], "course_lib.lesson, course_lib.figures": []}
    torch = False
    for _ in range(int(repeats)):
        for name, times in found.items():
            seconds, here = import_time(name)
            times.append(seconds)
            torch = torch or here
    alone = statistics.median(found["ipywidgets"])
    for name, times in found.items():
        middle = statistics.median(times)
        print(f"import {name:40s} median {middle:.3f} s   {middle - alone:+.3f} s")
    print(f"torch imported: {torch}")
    return torch or statistics.median(found["course_lib.lesson"]) - alone > GOAL_S


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(*sys.argv[1:]))
