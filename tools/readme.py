"""Write the README's picture, its table of lessons from the lessons, and its table of errors from what is stored.

python tools/readme.py            write docs/gap.png and the tables
python tools/readme.py --check    exit status 1 if a table is not what the lessons or the stored errors say
"""

import json
import math
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BETWEEN = re.compile(r"(<!-- lessons:[^>]*-->\n).*?(<!-- end -->)", re.DOTALL)
ERRORS = re.compile(r"(<!-- errors:[^>]*-->\n).*?(<!-- end -->)", re.DOTALL)
FORMS = {
    "softplus": "`softplus`, recommended",
    "fused": "`fused`, compiled",
    "exact": "`exact`",
    "torch_rule": "`F.softplus`",
    "logaddexp_form": "`torch.logaddexp(x, 0)`",
    "naive": "log(1 + exp x)",
}


def source(cell):
    return "".join(cell["source"])


def row(path):
    """One line of the table: number, title with link, first words of each objective, minutes."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    number, title = re.match(r"# (\d\d) · (.+)", source(cells[0])).groups()
    minutes = re.search(r"about (\d+) minutes", source(cells[0])).group(1)
    objectives = next(source(c) for c in cells if "objectives" in c["metadata"].get("tags", []))
    goals = [text.rstrip(".") for text in re.findall(r"\*\*\d\d-O\d:\*\* (.+)", objectives)]
    learned = "; ".join(goals).replace("|", r"\|")  # a bare | would end the table's cell
    return f"| {number} | [{title}](notebooks/{path.name}) | {learned} | {minutes} |"


def table(notebooks=ROOT / "notebooks"):
    head = "| | lesson | you learn to | minutes |\n|---|---|---|---|"
    return "\n".join([head, *(row(path) for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb")))])


def errors():
    """Worst ULP of the value at β = 1 by form and float type: the larger of the table and the large searches."""
    from course_lib.accuracy import worst_stored

    worst, types = worst_stored(), ("float16", "bfloat16", "float32", "float64")
    lines = [f"| value, β = 1, worst ULP | {' | '.join(types)} |", "|---|---|---|---|---|"]
    for form, name in FORMS.items():
        cells = [_plain(worst.get((form, dtype))) for dtype in types]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _plain(ulp):
    if ulp is None:
        return "as `softplus`"
    if math.isinf(ulp):
        return "∞"
    return f"{ulp:,.0f}" if ulp > 100 else f"{math.ceil(100 * (ulp - 1e-4)) / 100:.2f}"


def with_table(readme):
    readme = ERRORS.sub(lambda found: f"{found[1]}{errors()}\n{found[2]}", readme)
    return BETWEEN.sub(lambda found: f"{found[1]}{table()}\n{found[2]}", readme)


def picture(path):
    import torch

    from course_lib.activations import sample, softplus
    from course_lib.figures import draw_gap, new_figure, to_png

    fig, ax = new_figure()
    draw_gap(ax, sample({"softplus": softplus, "ReLU": torch.relu}, -6, 6), ylabel="output", ylim=(-0.5, 6.5))
    path.write_bytes(to_png(fig))


def main(argv):
    stored = README.read_text(encoding="utf-8")
    fresh = with_table(stored)
    if "--check" in argv:
        if fresh != stored:
            print("README.md: a table is out of date; run: python tools/readme.py", file=sys.stderr)
        return int(fresh != stored)
    README.write_text(fresh, encoding="utf-8", newline="\n")
    picture(ROOT / "docs" / "gap.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
