"""Write what README.md and TEACHING.md repeat from lessons, exercises and stored errors, and the README's picture.

python tools/readme.py            write docs/predict.png and the tables, each between its two markers
python tools/readme.py --check    write nothing; exit status 1 if a table is out of date
"""

import argparse
import math
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from course_lib.notebooks import Notebook
from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "TEACHING.md", "docs/accuracy.md")
BETWEEN = re.compile(r"(<!-- ([a-z]+): written by tools/readme\.py -->\n).*?(<!-- end -->)", re.DOTALL)
FORMS = {
    "softplus": "`softplus`, recommended",
    "fused": "`fused`, compiled",
    "exact": "`exact`",
    "torch_rule": "`F.softplus`",
    "logaddexp_form": "`torch.logaddexp(x, 0)`",
    "naive": "log(1 + exp x)",
}


@dataclass(frozen=True)
class LessonRow:
    """What a table says of a lesson: number, title, file name, objectives, and the minutes in its first cell ("–": none).

    The rubric keeps those minutes equal to the formula of `tools/minutes.py`.
    """

    number: str
    title: str
    file: str
    objectives: tuple[str, ...]
    core: str
    deeper: str
    exercises: str


def lesson_row(path: Path) -> LessonRow:
    cells = Notebook.read(path).cells
    number, title = re.match(r"# (\d\d) · (.+)", cells[0].source).groups()
    minutes = [
        found[1] if (found := re.search(rf"{part} about (\d+) minutes", cells[0].source)) else "–"
        for part in ("core", "deeper part", "exercises")
    ]
    objectives = next(cell.source for cell in cells if "objectives" in cell.tags)
    goals = tuple(text.rstrip(".") for text in re.findall(r"\*\*\d\d-O\d:\*\* (.+)", objectives))
    return LessonRow(number, title, path.name, goals, *minutes)


def lesson_rows() -> list[LessonRow]:
    return [lesson_row(path) for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))]


def lessons() -> str:
    """README: what each lesson teaches. A bare | would end the table's cell."""
    lines = ["| | lesson | you learn to | core | deeper | exercises |", "|---|---|---|---|---|---|"]
    for row in lesson_rows():
        learned = "; ".join(row.objectives).replace("|", r"\|")
        lines.append(
            f"| {row.number} | [{row.title}](notebooks/{row.file}) | {learned} "
            f"| {row.core} | {row.deeper} | {row.exercises} |"
        )
    return "\n".join(lines)


def minutes() -> str:
    """TEACHING: minutes of each lesson and of its exercises, and the points that a person gives."""
    from course_lib.checks import TASKS

    lines = ["| lesson | core | deeper | exercises | read by hand |", "|---|---|---|---|---|"]
    for row in lesson_rows():
        texts = [task for task in TASKS.values() if task.lesson == row.number and task.kind == "text"]
        points = sum(task.out_of for task in texts)
        by_hand = f"{points} points" if points else "–"
        lines.append(
            f"| {row.number} {row.title} | {row.core} | {row.deeper} | {row.exercises} | {by_hand} |"
        )
    return "\n".join(lines)


def errors() -> str:
    """docs/accuracy.md: worst ULP of the value at β = 1, the larger of the table and the large searches."""
    from course_lib.accuracy import worst_stored

    worst, types = worst_stored(), ("float16", "bfloat16", "float32", "float64")
    lines = [f"| value, β = 1, worst ULP | {' | '.join(types)} |", "|---|---|---|---|---|"]
    for form, name in FORMS.items():
        cells = [_plain(worst.get((form, dtype))) for dtype in types]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _plain(ulp: float | None) -> str:
    if ulp is None:
        return "as `softplus`"
    if math.isinf(ulp):
        return "∞"
    return f"{ulp:,.0f}" if ulp > 100 else f"{math.ceil(100 * (ulp - 1e-4)) / 100:.2f}"


TABLES = {"lessons": lessons, "minutes": minutes, "errors": errors}


def with_tables(page: str) -> str:
    """The text of a page with every table between markers written again. Raises KeyError for a marker of no table."""
    return BETWEEN.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", page)


def picture(path: Path) -> None:
    """Softplus and ReLU right of 1; the rest is left to the learner's predictions."""
    import torch

    from course_lib.activations import sample, softplus
    from course_lib.figures import COLORS, draw_curves, new_figure, to_png

    fig, ax = new_figure()
    curves = sample({"softplus": softplus, "ReLU": torch.relu}, 1, 6)
    draw_curves(ax, curves, ylabel="output", xlim=(-6, 6), ylim=(-0.5, 6.5))
    ax.axvspan(-6, 1, facecolor="none", edgecolor=COLORS["grey"], hatch="..", linewidth=0, alpha=0.35)
    ax.text(-2.5, 2.6, "?", fontsize=60, ha="center", va="center", color=COLORS["ink"])
    path.write_bytes(to_png(fig))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    only_check, old = parser.parse_args(argv).check, []
    for name in PAGES:
        stored = (ROOT / name).read_text(encoding="utf-8")
        fresh = with_tables(stored)
        if fresh != stored:
            old.append(name)
        if not only_check:
            (ROOT / name).write_text(fresh, encoding="utf-8", newline="\n")
    if only_check:
        for name in old:
            print(f"{name}: a table is out of date; run: python tools/readme.py", file=sys.stderr)
        return int(bool(old))
    picture(ROOT / "docs" / "predict.png")
    return 0


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
