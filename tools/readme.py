"""Write the README's picture and its table of lessons from the lessons themselves.

python tools/readme.py            write docs/gap.png and the table
python tools/readme.py --check    exit status 1 if the table is not what the lessons say
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BETWEEN = re.compile(r"(<!-- lessons:[^>]*-->\n).*?(<!-- end -->)", re.DOTALL)


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


def with_table(readme):
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
            print(
                "README.md: the table of lessons is out of date; run: python tools/readme.py", file=sys.stderr
            )
        return int(fresh != stored)
    README.write_text(fresh, encoding="utf-8", newline="\n")
    picture(ROOT / "docs" / "gap.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
