"""Rows 1, 2 and 14: how a lesson opens, what it promises, how it closes."""

import re
from collections.abc import Iterator

from rubric_rows.lesson import Cell, Context, Finding, Lesson, words

# Verbs whose doing another person can see. "Understand" and "know" are not among them.
VERBS = frozenset({
    "answer", "apply", "bound", "build", "calculate", "change", "check", "choose", "classify",
    "compare", "compute", "confirm", "count", "decide", "define", "derive", "describe", "detect",
    "diagnose", "draw", "estimate", "evaluate", "explain", "export", "find", "fit", "formulate",
    "generate", "give", "identify", "implement", "initialise", "interpret", "invert", "judge",
    "justify", "list", "locate", "measure", "mend", "name", "open", "plot", "predict", "profile",
    "prove", "read", "record", "repair", "replace", "report", "rewrite", "run", "save", "select",
    "show", "simplify", "sketch", "solve", "spot", "state", "tell", "test", "time", "trace", "train",
    "translate", "turn", "use", "verify", "weigh", "write",
})  # fmt: skip
REFERENCES, EXIT_QUESTIONS = 3, 3
_DATED = re.compile(r"\b(?:1[6-9]|20)\d\d\b|\b(?:documentation|issues?|pull request|source code)\b", re.I)


def check_row_01(lesson: Lesson, context: Context) -> list[Finding]:
    """Opening: first cell with one H1, a promise of at most two sentences, minutes, what to know first."""
    return list(_opening(lesson))


def _opening(lesson: Lesson) -> Iterator[Finding]:
    if not lesson.cells or not lesson.cells[0].is_prose:
        yield Finding(
            1,
            0,
            "the first cell is not markdown",
            "begin with the opening: title, promise, time, what to know first",
        )
        return
    first = lesson.cells[0]
    titles = re.findall(r"^# \S.*$", first.source, re.MULTILINE)
    if len(titles) != 1 or not first.source.lstrip().startswith("# "):
        yield Finding(
            1, 0, f"the first cell has {len(titles)} titles", "begin it with one line `# NN · Title`"
        )
    promise = paragraph(first, "Promise")
    if not promise:
        yield Finding(1, 0, "no promise", "add a paragraph `**Promise:** …` of one or two sentences")
    elif len(sentences(promise)) > 2:
        yield Finding(1, 0, f"the promise has {len(sentences(promise))} sentences", "cut it to two")
    if not re.search(r"\bcore about \d+ minutes\b.* \(estimates?\)", paragraph(first, "Time")):
        repair = "add a paragraph `**Time:** core about 40 minutes, exercises about 30 minutes (estimates).`"
        yield Finding(1, 0, "no time", repair)
    if words(paragraph(first, "Before you start")) < 2:
        yield Finding(1, 0, "nothing says what to know first", "add a paragraph `**Before you start:** …`")


def paragraph(cell: Cell, name: str) -> str:
    """The text after `**Name:**` up to the end of its paragraph; empty if there is none."""
    found = re.search(rf"\*\*{name}:?\*\*:?[ \n]*(.+?)(?=\n\s*\n|\Z)", cell.source, re.DOTALL)
    return found[1].strip() if found else ""


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9*`$])", text) if part.strip()]


def check_row_02(lesson: Lesson, context: Context) -> list[Finding]:
    """Objectives: two to four, each with an id and an observable verb."""
    cells = lesson.tagged("objectives")
    if len(cells) != 1:
        return [
            Finding(
                2,
                None,
                f"{len(cells)} cells are tagged `objectives`",
                "tag exactly one markdown cell `objectives`",
            )
        ]
    index, found = cells[0].index, []
    items = re.findall(r"^\s*[-*] .+$", cells[0].source, re.MULTILINE)
    if len(items) != len(lesson.objectives):
        repair = f"write each list item as `- **{lesson.number}-O1:** compute …`"
        found.append(
            Finding(
                2,
                index,
                f"{len(items)} list items, but {len(lesson.objectives)} with an id of their own",
                repair,
            )
        )
    expected = [f"{lesson.number}-O{n}" for n in range(1, len(lesson.objectives) + 1)]
    if list(lesson.objectives) != expected:
        found.append(Finding(2, index, f"the ids are {list(lesson.objectives)}", f"number them {expected}"))
    if not 2 <= len(lesson.objectives) <= 4:
        found.append(Finding(2, index, f"{len(lesson.objectives)} objectives", "state two to four"))
    for name, text in lesson.objectives.items():
        verb = re.sub(r"\W", "", text.split()[0]).lower() if text.split() else ""
        if verb not in VERBS:
            repair = "begin with something another person can see you do: compute, predict, choose, explain …"
            found.append(Finding(2, index, f"{name} begins with {verb!r}, which nobody can observe", repair))
    return found


def check_row_14(lesson: Lesson, context: Context) -> list[Finding]:
    """Close: a recap line for each objective, three exit questions, "what surprised you", three references with support."""
    return [*_recap(lesson), *_exit(lesson), *_references(lesson)]


def _recap(lesson: Lesson) -> Iterator[Finding]:
    cells = lesson.tagged("recap")
    items = [
        name
        for cell in cells
        for name in re.findall(r"^\s*[-*]\s+\**(\d\d-O\d+)\b", cell.source, re.MULTILINE)
    ]
    index = cells[0].index if cells else None
    for name in lesson.objectives:
        if name not in items:
            yield Finding(
                14,
                index,
                f"no recap of {name}",
                f"add the list item `- **{name}** …` to the cell tagged `recap`",
            )
    for name in sorted(set(items) - set(lesson.objectives)):
        yield Finding(14, index, f"the recap names {name}, which is no objective here", "correct the id")


def _exit(lesson: Lesson) -> Iterator[Finding]:
    cells = lesson.tagged("exit")
    index = cells[0].index if cells else None
    ids = [call.text(0, "id") for cell in cells for call in cell.calls("quiz")]
    expected = [f"{lesson.number}-X{n}" for n in range(1, EXIT_QUESTIONS + 1)]
    if ids != expected:
        repair = f"call quiz({', '.join(map(repr, expected))}) in that order in cells tagged `exit`"
        yield Finding(14, index, f"the exit questions are {ids}", repair)
    if not any(
        cell.is_prose and re.search(r"what surprised you\b.*\?", cell.source, re.I | re.S) for cell in cells
    ):
        repair = "ask it in a markdown cell tagged `exit`: What surprised you …?"
        yield Finding(14, index, "nothing asks what surprised the learner", repair)


def _references(lesson: Lesson) -> Iterator[Finding]:
    cells = lesson.tagged("references")
    items = [item for cell in cells for item in re.findall(r"^[-*] .+(?:\n +.+)*", cell.source, re.MULTILINE)]
    index = cells[0].index if cells else None
    if len(items) < REFERENCES:
        repair = "list three or more in a markdown cell tagged `references`"
        yield Finding(14, index, f"{len(items)} references", repair)
    for item in items:
        support = re.search(r"[–—-]\s*supports:\s*(.+)", item, re.DOTALL)
        if not _DATED.search(item) or not support or words(support[1]) < 3:
            repair = "write `- Author Year, *Title* – supports: the statement of this lesson that it proves.`"
            message = f"a reference without year (or kind) or supported statement: {item[:60]!r}"
            yield Finding(14, index, message, repair)
