"""Row 15: headings in order, links that say where they go, second person, minutes by the formula."""

import re
from collections.abc import Iterator

import minutes

from rubric_rows.lesson import Cell, Context, Finding, Lesson, plain

VAGUE = {
    "",
    "here",
    "click",
    "click here",
    "this",
    "this link",
    "link",
    "more",
    "read more",
    "see",
    "see here",
    "this page",
}
IDIOMS = (
    "piece of cake", "rule of thumb", "out of the box", "under the hood", "low-hanging", "silver bullet",
    "ballpark", "in a nutshell", "at the end of the day", "boils down", "bells and whistles",
    "from scratch", "on the fly", "no free lunch", "free lunch", "double-edged", "cut corners",
    "hit the ground", "get your hands dirty", "best of both worlds", "tip of the iceberg",
)  # fmt: skip


def check_row_15(lesson: Lesson, context: Context) -> list[Finding]:
    """Language, as far as a script sees: headings, links, second person, idioms of a short list, minutes."""
    return [*_headings(lesson), *_links(lesson), *_person(lesson), *_minutes(lesson, context)]


def _headings(lesson: Lesson) -> Iterator[Finding]:
    last = 1  # the title of the opening, which row 1 demands
    for cell in lesson.prose:
        text = re.sub(r"^```.*?^```", "", cell.source, flags=re.DOTALL | re.MULTILINE)
        for marks, title in re.findall(r"^(#{1,6})\s+(\S.*)$", text, re.MULTILINE):
            level = len(marks)
            if level == 1 and cell.index > 0:
                yield Finding(15, cell.index, f"a second title {title!r}", "use ## for a section")
            elif level > last + 1:
                yield Finding(
                    15,
                    cell.index,
                    f"{title!r} goes from level {last} to {level}",
                    f"write it with {last + 1} #",
                )
            last = level


def _links(lesson: Lesson) -> Iterator[Finding]:
    for cell in lesson.prose:
        for text in re.findall(r"(?<!!)\[([^\]]*)\]\([^)]+\)", cell.source):
            if plain(text).strip().lower() in VAGUE or re.match(r"https?://", text):
                yield Finding(15, cell.index, f"a link called {text!r}", "let its words say where it goes")
        for address in re.findall(r"<(https?://[^>]+)>|(?<![(<\w\"/])(https?://\S+)", cell.source):
            yield Finding(
                15, cell.index, f"a bare address {max(address)!r}", "write [what is there](address)"
            )
        if re.search(r"!\[", cell.source):
            yield Finding(15, cell.index, "a picture in markdown", "draw it in a `figure` cell with show()")


def _person(lesson: Lesson) -> Iterator[Finding]:
    spoken = [cell for cell in lesson.prose if not {"references", "teacher"} & set(cell.tags)]
    if not any(re.search(r"\byou(r|rs)?\b", plain(cell.source), re.I) for cell in spoken):
        yield Finding(15, None, "nobody is addressed", "say *you* to the learner")
    for cell in spoken:
        yield from _manner(cell)


def _manner(cell: Cell) -> Iterator[Finding]:
    text = plain(cell.source)
    for word in re.findall(r"\b(?:we|let's|let us|our|us)\b", text, re.I):
        if word != "US":
            yield Finding(
                15, cell.index, f"the text says {word!r}", 'use the second person: "you", "this course"'
            )
    for idiom in IDIOMS:
        if idiom in text.lower():
            yield Finding(15, cell.index, f"an idiom: {idiom!r}", "say it in plain words")


def _minutes(lesson: Lesson, context: Context) -> Iterator[Finding]:
    """The minutes in the first cell, and those of the exercises in the first cell of their notebook."""
    expected = minutes.estimate(lesson, context)
    said = re.findall(r"\*\*Time:\*\* (.+?\(estimates?\))", lesson.cells[0].source if lesson.cells else "")
    if said and said[0] != expected.stated:
        repair = f"write `**Time:** {expected.stated}.` ({expected.in_words()})"
        yield Finding(15, 0, f"the opening says {said[0]!r}", repair)
    opening = context.exercise.cells[0].source if context.exercise and context.exercise.cells else ""
    stated = re.search(r"\b[Aa]bout (\d+) minutes", opening)
    wanted = expected.rounded.get("exercises")
    if stated and wanted and int(stated[1]) != wanted:
        repair = f"write `About {wanted} minutes` in the first cell of the exercise notebook"
        yield Finding(15, None, f"the exercise notebook says {stated[1]} minutes", repair)
