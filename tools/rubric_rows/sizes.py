"""Rows 11 and 13: how long a lesson's cells are, and whether the notebook is one clean stored run."""

import ast
import re
from collections.abc import Iterator
from itertools import groupby

from minutes import estimate

from rubric_rows.lesson import Cell, Context, Finding, Lesson, words

CODE_LINES, CODE_LINES_HARD, PROSE_WORDS, CODE_IN_A_ROW, CELLS = 15, 20, 120, 2, 60
CORE_CELLS, CORE_MINUTES = 40, 45
FILE_BYTES = 1_500_000
KERNEL = {"name": "python3", "display_name": "Python 3"}
HIDING_TAGS = {"nbval-skip", "skip-execution", "raises-exception", "nbval-raises-exception", "skip"}
TAGS = {
    "objectives", "retrieval", "worked", "figure", "widget", "recap", "exit", "references", "teacher", "compiles", "long",
    "hook", "hook:repair", "deeper", "plot",
    "nbval-ignore-output", "nbval-check-output",
}  # fmt: skip
NUMBERED_TAGS = re.compile(r"(predict|experiment|explain):P\d+|worked:O\d+|claim:C\d\d")


def check_row_11(lesson: Lesson, context: Context) -> list[Finding]:
    """Size: code at most 15 lines (20 with `long`), prose 120 words, two code cells in a row, core 40 cells, whole 60."""
    found = [finding for cell in lesson.cells for finding in _cell_size(cell)]
    if len(lesson.cells) > CELLS:
        found.append(Finding(11, None, f"{len(lesson.cells)} cells", f"cut the lesson to {CELLS}, or in two"))
    found += _core(lesson, context)
    for is_code, run in groupby(lesson.cells, key=lambda cell: cell.is_code):
        cells = list(run)
        if is_code and len(cells) > CODE_IN_A_ROW:
            repair = "say between them what the learner has just seen and what comes next"
            found.append(Finding(11, cells[0].index, f"{len(cells)} code cells in a row", repair))
    return found


def _core(lesson: Lesson, context: Context) -> Iterator[Finding]:
    """The core is short; the deeper part begins with its heading and stands after the lesson has closed."""
    if len(lesson.core) > CORE_CELLS:
        repair = f"cut it to {CORE_CELLS}, or move what the later lessons do not need into the deeper part"
        yield Finding(11, None, f"the core has {len(lesson.core)} cells", repair)
    needed = estimate(lesson, context).core.minutes
    if needed > CORE_MINUTES:
        repair = f"cut it to {CORE_MINUTES}, or move what the later lessons do not need into the deeper part"
        yield Finding(11, None, f"the core takes {needed:.0f} minutes", repair)
    if not lesson.deeper:
        return
    first, last = lesson.deeper[0], lesson.deeper[-1]
    if not first.is_prose or not re.match(r"## Deeper\b", first.source):
        yield Finding(
            11, first.index, "the deeper part has no heading", "begin it with a heading `## Deeper: …`"
        )
    closing = {"recap", "exit", "references"}
    for cell in lesson.cells[first.index : last.index + 1]:
        if "deeper" not in cell.tags:
            yield Finding(
                11,
                cell.index,
                "a cell of the core stands in the deeper part",
                "move it up, or tag it `deeper`",
            )
    for cell in lesson.cells[first.index :]:
        if closing & set(cell.tags):
            repair = "put recap, exit questions and references before the deeper part"
            yield Finding(
                11, cell.index, f"{', '.join(closing & set(cell.tags))} after the deeper part begins", repair
            )


def _cell_size(cell: Cell) -> Iterator[Finding]:
    lines = len(cell.source.rstrip().splitlines())
    limit = CODE_LINES_HARD if "long" in cell.tags else CODE_LINES
    if cell.is_code and lines > limit:
        repair = f"cut it; up to {CODE_LINES_HARD} lines are allowed where the cell is tagged `long`"
        yield Finding(11, cell.index, f"{lines} lines of code, the limit is {limit}", repair)
    if cell.is_prose and not {"references", "teacher"} & set(cell.tags) and words(cell.source) > PROSE_WORDS:
        repair = f"cut it to {PROSE_WORDS}, or put a cell that does something between its halves"
        yield Finding(11, cell.index, f"{words(cell.source)} words", repair)


def check_row_13(lesson: Lesson, context: Context) -> list[Finding]:
    """Runs, as far as the stored notebook shows: one whole clean run, nothing hidden, nothing volatile stored."""
    found = [
        finding for cell in lesson.cells for finding in [*_stored_run(cell), *_hidden(cell), *_imports(cell)]
    ]
    counts = [cell.execution_count for cell in lesson.code]
    if counts != list(range(1, len(counts) + 1)):
        repair = "run it from a clean kernel: python tools/run_notebook.py FILE"
        found.append(Finding(13, None, f"the counts are {counts}, not 1 to {len(counts)}", repair))
    metadata = lesson.notebook.metadata
    if "widgets" in metadata:
        found.append(
            Finding(13, None, "widget state is stored", "run it with tools/run_notebook.py, which drops it")
        )
    kernel = {name: metadata.get("kernelspec", {}).get(name) for name in KERNEL}
    language = dict(metadata.get("language_info", {}))
    if kernel != KERNEL or language != {"name": "python"}:
        repair = "run it with tools/run_notebook.py, which writes Python 3 without a version"
        found.append(Finding(13, None, f"kernelspec {kernel}, language_info {language}", repair))
    if context.file_bytes > FILE_BYTES:
        repair = "use smaller or fewer figures (dpi, width)"
        found.append(
            Finding(
                13,
                None,
                f"the file has {context.file_bytes / 1e6:.1f} MB, the limit is {FILE_BYTES / 1e6:g}",
                repair,
            )
        )
    return found


def _stored_run(cell: Cell) -> Iterator[Finding]:
    for output in cell.outputs:
        if output.kind == "error":
            yield Finding(
                13,
                cell.index,
                f"a stored error: {output.name}",
                "mend the cell; catch an error that teaches, and print it",
            )
        if output.kind == "stream" and output.name == "stderr":
            repair = "remove the cause of the warning, do not hide it"
            yield Finding(13, cell.index, f"something on stderr: {output.text[:60]!r}", repair)


def _hidden(cell: Cell) -> Iterator[Finding]:
    for tag in cell.tags:
        if tag in HIDING_TAGS:
            yield Finding(
                13, cell.index, f"the tag {tag} hides the cell from the checks", "remove it and mend the cell"
            )
        elif tag not in TAGS and not NUMBERED_TAGS.fullmatch(tag):
            yield Finding(
                13,
                cell.index,
                f"nothing reads the tag {tag!r}",
                "use a tag from the list in tools/rubric.py",
            )
    if cell.is_code and re.search(r"^\s*#\s*(NBVAL_|PYTEST_VALIDATE)\w+", cell.source, re.MULTILINE):
        yield Finding(
            13, cell.index, "a comment steers nbval", "use tags, which a reader of the metadata sees"
        )
    if cell.is_code and re.search(r";[ \t]*$", cell.source, re.MULTILINE):
        yield Finding(13, cell.index, "a line ends with `;`", "write `_ = …` to keep a value off the page")
    if cell.is_code and cell.tree is None:
        yield Finding(
            13, cell.index, "the code is no plain Python (a magic, or a syntax error)", "write plain Python"
        )


def _imports(cell: Cell) -> Iterator[Finding]:
    for node in ast.walk(cell.tree or ast.Module([], [])):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            if name.startswith("course_lib.") and name.count(".") > 1:
                repair = f"import from the face, {'.'.join(name.split('.')[:2])}"
                yield Finding(13, cell.index, f"imports the private module {name}", repair)
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("sys.path"):
            yield Finding(13, cell.index, "changes sys.path", "the package is installed; import it")
