"""Rows 9 and 12: figures with words for a reader who cannot see them, widgets that follow a static figure."""

import ast
import base64
import html
import io
import re
from collections.abc import Iterator

from PIL import Image

from course_lib.figures import contrast
from course_lib.notebooks import Output
from rubric_rows.lesson import Call, Cell, Context, Finding, Lesson, callee, plain

ALT = (80, 400)
CAPTION_WORDS = 5
CONTRAST = 3.0
FIGURE_BEFORE_WIDGET = 6
CONTROLS = ("Slider", "Choice")
_IMG = re.compile(
    r"<figure>\s*<img\b(?P<attributes>[^>]*)>\s*<figcaption>(?P<caption>.*?)</figcaption>\s*</figure>",
    re.DOTALL,
)
# Names under which matplotlib takes a colour.
_COLOUR_ARGUMENTS = {
    "color",
    "c",
    "facecolor",
    "edgecolor",
    "ec",
    "fc",
    "markerfacecolor",
    "markeredgecolor",
    "colors",
}


def check_row_09(lesson: Lesson, context: Context) -> list[Finding]:
    """Figures: stored with alt text, caption, named axes, an opaque white picture; colours with contrast."""
    found = []
    for cell in lesson.code:
        shows = len(cell.calls("show"))
        if bool(shows) != ("figure" in cell.tags):
            repair = "tag a cell `figure` if, and only if, it calls show(fig, alt=…, caption=…)"
            found.append(Finding(9, cell.index, f"{shows} calls of show, tags {list(cell.tags)}", repair))
        stored = [match for output in cell.outputs for match in _IMG.finditer(_html(output))]
        if shows and len(stored) != shows:
            repair = "run the lesson with tools/run_notebook.py; show() stores one <figure> with alt text and caption"
            found.append(
                Finding(9, cell.index, f"{shows} calls of show, {len(stored)} figures stored", repair)
            )
        for match in stored:
            found += _figure(cell, match)
        found += [*_bare_pictures(cell), *_weak_colours(cell)]
    return found


def _html(output: Output) -> str:
    return output.data.get("text/html", "")


def _figure(cell: Cell, match: re.Match[str]) -> Iterator[Finding]:
    alt = html.unescape("".join(re.findall(r'\balt="([^"]*)"', match["attributes"])))
    caption = html.unescape(re.sub(r"<[^>]+>", "", match["caption"])).strip()
    if not ALT[0] <= len(alt) <= ALT[1]:
        yield Finding(
            9,
            cell.index,
            f"the alt text has {len(alt)} characters",
            f"write {ALT[0]} to {ALT[1]} that give the message",
        )
    if not re.search(r"\S against \S|\baxis\b|\baxes\b", alt):
        repair = "label both axes and begin the alt text with describe(ax), or say what each axis shows"
        yield Finding(9, cell.index, f"the alt text names no axes: {alt[:60]!r}", repair)
    if len(caption.split()) < CAPTION_WORDS or not caption.endswith((".", "?", "!")):
        repair = "state the finding as a sentence that ends with a full stop"
        yield Finding(9, cell.index, f"the caption is no sentence: {caption!r}", repair)
    source = re.search(r'src="data:image/png;base64,([^"]+)"', match["attributes"])
    problem = _picture_problem(source[1]) if source else "is not stored as a PNG"
    if problem:
        yield Finding(
            9,
            cell.index,
            f"the picture {problem}",
            "make it with new_figure() and show() and run the cell again",
        )


def _picture_problem(encoded: str) -> str:
    """Why a stored PNG cannot be read on every page background; empty if it can."""
    try:
        picture = Image.open(io.BytesIO(base64.b64decode(encoded, validate=True)))
        corner = picture.convert("RGBA").getpixel((0, 0))
    except (OSError, ValueError):
        return "is no readable PNG"
    if picture.format != "PNG":
        return f"is {picture.format}, not PNG"
    return "" if corner == (255, 255, 255, 255) else f"has no opaque white background (corner {corner})"


def _bare_pictures(cell: Cell) -> Iterator[Finding]:
    kinds = {kind for output in cell.outputs for kind in output.data if kind.startswith("image/")}
    if kinds:
        repair = "close it, and put it on the page with show(fig, alt=…, caption=…)"
        yield Finding(9, cell.index, f"a picture without alt text ({', '.join(sorted(kinds))})", repair)


def _weak_colours(cell: Cell) -> Iterator[Finding]:
    for node in ast.walk(cell.tree or ast.Module([], [])):
        if (
            isinstance(node, ast.keyword)
            and node.arg in _COLOUR_ARGUMENTS
            and isinstance(node.value, ast.Constant)
        ):
            ratio = contrast_on_white(node.value.value)
            if ratio is not None and ratio < CONTRAST:
                repair = f"choose one of COLORS (contrast {CONTRAST:g} or more) and repeat it by dashes, a marker or a label"
                yield Finding(
                    9,
                    cell.index,
                    f"{node.arg}={node.value.value!r} has a contrast of {ratio:.1f} on white",
                    repair,
                )


def contrast_on_white(colour: object) -> float | None:
    """Contrast ratio of WCAG 2.2; None for what matplotlib takes as no colour."""
    try:
        return contrast(colour, "white")
    except ValueError:
        return None


def check_row_12(lesson: Lesson, context: Context) -> list[Finding]:
    """Widget: a static figure shortly before, a question, one to three labelled controls, words for those who see none.

    Reset, keys and the sweep to every extreme are in `course_lib.lesson.explore` itself: a widget that is not finite at an
    extreme raises when the lesson runs.
    """
    found = []
    for cell in lesson.code:
        calls = cell.calls("explore")
        if bool(calls) != ("widget" in cell.tags):
            repair = "tag a cell `widget` if, and only if, it calls explore(…)"
            found.append(
                Finding(12, cell.index, f"{len(calls)} calls of explore, tags {list(cell.tags)}", repair)
            )
        for call in calls:
            found += _widget(lesson, cell, call)
    return found


def _widget(lesson: Lesson, cell: Cell, call: Call) -> Iterator[Finding]:
    near = lesson.cells[max(0, cell.index - FIGURE_BEFORE_WIDGET) : cell.index]
    if not any("figure" in above.tags for above in near):
        repair = (
            f"put a `figure` cell at most {FIGURE_BEFORE_WIDGET} cells above: it stays when no kernel runs"
        )
        yield Finding(12, cell.index, "no static figure before the widget", repair)
    question = call.text(-1, "question")
    if not question or not question.rstrip().endswith("?"):
        yield Finding(12, cell.index, "no driving question", 'pass question="What happens to … when …?"')
    if call.text(-1, "alt") is None and call.argument(-1, "alt") is None:
        yield Finding(12, cell.index, "no alt text", "pass alt=… as in show()")
    listed = call.argument(3, "controls")
    controls = listed.elts if isinstance(listed, ast.List | ast.Tuple) else []
    labels = [_label(node) for node in controls]
    if not 1 <= len(controls) <= 3:
        yield Finding(
            12,
            cell.index,
            f"{len(controls)} controls that a script can read",
            "list one to three in the call",
        )
    if not all(labels):
        yield Finding(
            12,
            cell.index,
            "a control without a label",
            'write Slider("beta", "β, the sharpness", low, high, start)',
        )
    if call.argument(4, "sentence") is None:
        yield Finding(
            12, cell.index, "no sentence", "pass a function that says in words what the picture shows"
        )
    words = "".join(output.data.get("text/plain", "") for output in cell.outputs)
    if question and _first_words(question) not in plain(words):
        yield Finding(
            12, cell.index, "the stored output does not hold the question in words", "run the lesson again"
        )


def _label(node: ast.expr) -> str:
    if not isinstance(node, ast.Call) or callee(node) not in CONTROLS:
        return ""
    return (Call("", node).text(1, "label") or "").strip()


def _first_words(question: str) -> str:
    """The start of a question up to its first computed part, on one line, as `plain` leaves it."""
    return plain(" ".join(question.split("…")[0].split()))[:30]
