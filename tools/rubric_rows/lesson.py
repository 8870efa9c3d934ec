"""A notebook as the rows read it: cells with tags, the calls of lesson verbs in their source, the text of their outputs."""

import ast
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from course_lib import notebooks
from course_lib.notebooks import Notebook, Output


@dataclass(frozen=True)
class Finding:
    """What is wrong and how to repair it. `cell` is the index in the notebook from 0; None is the whole file."""

    row: int
    cell: int | None
    message: str
    repair: str

    def line(self, name: str) -> str:
        where = "whole file" if self.cell is None else f"cell {self.cell}"
        return f"{name}, {where}, row {self.row}: {self.message} → {self.repair}"


@dataclass(frozen=True)
class TaskRow:
    """What the rubric needs to know about one exercise task."""

    id: str
    lesson: str
    objective: str
    kind: str


@dataclass(frozen=True)
class ClaimRow:
    """What the rubric needs to know about one claim."""

    id: str
    lesson: str
    statement: str
    verdict: str
    on: str = ""


@dataclass(frozen=True)
class Context:
    """The rest of the course, as data: tasks, claims, the lesson's questions, the exercise notebook of its number.

    `questions` is the lesson's TOML file as it is (`course_lib/lesson/questions/lesson_NN.toml`): id → table.
    """

    tasks: tuple[TaskRow, ...] = ()
    questions: Mapping[str, Any] = field(default_factory=dict)
    claims: Mapping[str, ClaimRow] = field(default_factory=dict)
    exercise: Notebook | None = None
    file_bytes: int = 0

    def tasks_of(self, lesson: str) -> list[TaskRow]:
        return [task for task in self.tasks if task.lesson == lesson]

    def asked(self, id: str | None) -> list["Asked"]:
        """The questions that stand under `id`: one, or several for `recall`; none if the file has no such id."""
        table = self.questions.get(id or "", {})
        several = table.get("questions", [table] if "question" in table else [])
        return [Asked.of(id or "", one) for one in several]


@dataclass(frozen=True)
class Asked:
    """One question of the file. An option is (text, reason, whether it is right)."""

    id: str
    question: str
    options: tuple[tuple[str, str, bool], ...]
    about: str = ""

    @classmethod
    def of(cls, id: str, table: Mapping[str, Any]) -> "Asked":
        options = tuple(
            (str(row.get("text", "")), str(row.get("reason", "")), row.get("correct") is True)
            for row in table.get("options", [])
        )
        return cls(id, " ".join(str(table.get("question", "")).split()), options, str(table.get("about", "")))

    @property
    def right(self) -> list[str]:
        return [text for text, _, correct in self.options if correct]


@dataclass(frozen=True)
class Call:
    """A call in a code cell, read without running it."""

    name: str
    node: ast.Call

    def argument(self, position: int, keyword: str = "") -> ast.expr | None:
        for item in self.node.keywords:
            if item.arg == keyword:
                return item.value
        return self.node.args[position] if 0 <= position < len(self.node.args) else None

    def text(self, position: int, keyword: str = "") -> str | None:
        """The literal text of an argument; in an f-string each computed part is one `…`; None if it is no literal."""
        return literal_text(self.argument(position, keyword))


def literal_text(node: ast.expr | None) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(p.value if isinstance(p, ast.Constant) else "…" for p in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            ends = [literal_text(left) or "…", literal_text(right) or "…"]
            return None if ends == ["…", "…"] else "".join(ends)
    return None


class Cell(notebooks.Cell):
    """A cell whose code is read as a syntax tree."""

    @property
    def is_code(self) -> bool:
        return self.kind == "code"

    @property
    def is_prose(self) -> bool:
        return self.kind == "markdown"

    @cached_property
    def tree(self) -> ast.Module | None:
        try:
            return ast.parse(self.source) if self.is_code else None
        except SyntaxError:
            return None

    def calls(self, *names: str) -> list[Call]:
        """Calls of these functions, in the order of the source."""
        found = [
            Call(callee(node), node)
            for node in ast.walk(self.tree or ast.Module([], []))
            if isinstance(node, ast.Call) and callee(node) in names
        ]
        return sorted(found, key=lambda call: (call.node.lineno, call.node.col_offset))

    def paragraphs(self) -> list[str]:
        return [part for part in re.split(r"\n\s*\n|\n(?=\s*[-*] )", self.source) if part.strip()]


def callee(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name):
            return name
    return ""


@dataclass(frozen=True)
class Lesson:
    """A lesson notebook with the two digits of its number."""

    number: str
    notebook: Notebook

    @classmethod
    def read(cls, path: Path) -> "Lesson":
        number = path.name[:2]
        if not re.fullmatch(r"\d\d", number):
            raise ValueError(
                f"{path.name}: a lesson's file name begins with its number, two digits, as in 01_meet_softplus.ipynb"
            )
        return cls(number, Notebook.read(path))

    @cached_property
    def cells(self) -> list[Cell]:
        return [Cell(**vars(cell)) for cell in self.notebook.cells]

    @property
    def code(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_code]

    @property
    def prose(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_prose]

    def tagged(self, tag: str) -> list[Cell]:
        return [cell for cell in self.cells if tag in cell.tags]

    def tagged_like(self, prefix: str) -> Iterator[tuple[str, Cell]]:
        """(rest of the tag, cell) for each tag `prefix:rest`."""
        for cell in self.cells:
            for tag in cell.tags:
                if tag.startswith(prefix + ":"):
                    yield tag[len(prefix) + 1 :], cell

    @property
    def core(self) -> list[Cell]:
        """The cells that are not tagged `deeper`."""
        return [cell for cell in self.cells if "deeper" not in cell.tags]

    @property
    def deeper(self) -> list[Cell]:
        return self.tagged("deeper")

    @cached_property
    def objectives(self) -> dict[str, str]:
        """id → text, as the objectives cell lists them: {"01-O1": "compute softplus …"}."""
        pattern = re.compile(r"^\s*[-*]\s+\**(\d\d-O\d+)\**\s*:?\**\s*(.*)$", re.MULTILINE)
        return {
            name: text for cell in self.tagged("objectives") for name, text in pattern.findall(cell.source)
        }

    def objective_of(self, task: TaskRow) -> str:
        """A task names its objective in full, "01-O1", or inside its lesson, "O1"."""
        return task.objective if "-" in task.objective else f"{task.lesson}-{task.objective}"


def plain(markdown: str) -> str:
    """Markdown as words: no HTML, no link addresses; a formula is one word; fences and emphasis go."""
    text = re.sub(r"<!--.*?-->|<[^>]+>", " ", markdown, flags=re.DOTALL)
    text = re.sub(r"\$\$.+?\$\$|\$[^$\n]+\$", " formula ", text, flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[`*_#>|]", " ", text)


def words(markdown: str) -> int:
    """Words that a reader reads: runs with a letter or a digit."""
    return sum(bool(re.search(r"\w", token)) for token in plain(markdown).split())


def output_text(output: Output) -> str:
    """What a reader sees of one output as text: HTML without tags, alt texts kept, pictures dropped."""
    if output.kind == "stream":
        return output.text
    data = output.data
    parts = [data.get("text/plain", ""), data.get("text/markdown", ""), data.get("text/latex", "")]
    markup = re.sub(r'src="data:[^"]*"', "", data.get("text/html", ""))
    alts = re.findall(r'\balt="([^"]*)"', markup)
    return html.unescape("\n".join([*parts, *alts, re.sub(r"<[^>]+>", " ", markup)]))
