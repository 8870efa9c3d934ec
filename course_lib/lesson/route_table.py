"""`routes`: ways through the course, made of the lessons that are there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from IPython.display import display

from course_lib.lesson.root import course_root
from course_lib.lesson.syllabus import Lesson, syllabus
from course_lib.page import escape, styled


@dataclass(frozen=True)
class Route:
    """What somebody wants, and the numbers of the lessons that lead there; none means all."""

    wanted: str
    numbers: tuple[str, ...] = ()


ROUTES = (
    Route("everything"),
    Route("the essentials", ("01", "03", "05")),
    Route("correct numbers in my own code", ("01", "03", "06")),
    Route("a loss or a probability that does not break", ("01", "04")),
    Route("a number that stays positive", ("01", "05")),
    Route("only “ReLU or softplus for my model?”", ("01", "07", "12", "13")),
)


@dataclass(frozen=True)
class Row:
    """One line of the table. `minutes` has the core alone, then all parts with the exercises."""

    wanted: str
    numbers: tuple[str, ...]
    minutes: tuple[int, int]


def routes() -> None:
    """Show the routes whose lessons are all there, with the minutes that the lessons' first cells state."""
    found = rows(course_root())
    display({"text/html": as_html(found), "text/plain": as_text(found)}, raw=True)


def rows(root: Path | None) -> tuple[Row, ...]:
    """A row for each of ROUTES that can be walked in the course at `root`; none without a course."""
    there = {lesson.number: lesson for lesson in (syllabus(root) if root else ()) if lesson.number != "00"}
    walked = [(route, route.numbers or tuple(there)) for route in ROUTES]
    return tuple(
        Row(route.wanted, numbers, _minutes([there[number] for number in numbers]))
        for route, numbers in walked
        if numbers and set(numbers) <= set(there)
    )


def _minutes(lessons: list[Lesson]) -> tuple[int, int]:
    stated = [dict(lesson.minutes) for lesson in lessons]
    return sum(parts.get("core", 0) for parts in stated), sum(sum(parts.values()) for parts in stated)


def in_hours(minutes: int) -> str:
    """ "45 minutes", "1½ hours": to the half hour above from one hour on."""
    if minutes < 60:
        return f"{minutes} minutes"
    halves = -(-minutes // 30)
    return f"{halves // 2}{'½' if halves % 2 else ''} hour{'s' if halves != 2 else ''}"


def as_text(rows: tuple[Row, ...]) -> str:
    """The table in plain text."""
    return "\n".join(
        f"{row.wanted}: lessons {', '.join(row.numbers)}; core about {in_hours(row.minutes[0])}, "
        f"with deeper parts and exercises about {in_hours(row.minutes[1])}"
        for row in rows
    )


def as_html(rows: tuple[Row, ...]) -> str:
    """The table as HTML, in the look of the panels."""
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("you want", "lessons", "core, about", "with deeper parts and exercises, about")
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row.wanted)}</th>'
        + "".join(f"<td>{text}</td>" for text in (", ".join(row.numbers), *map(in_hours, row.minutes)))
        + "</tr>"
        for row in rows
    )
    return styled(
        f'<div class="course-panel"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
