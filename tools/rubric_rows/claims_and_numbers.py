"""Row 10: every exact-looking number in the prose comes from a cell or a claim, and every claim of the lesson is shown."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rubric_rows.lesson import Cell, Context, Finding, Lesson, literal_text, output_text

SIGNIFICANT = 3
SPOKEN = ("show", "explore", "compare")
ASKING = ("predict", "quiz", "recall")

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER = re.compile(
    r"""(?<![\w.])                                   # not inside a name, a version or an id
    (?P<sign>(?<![\w)\]}°%])[-−+])?                  # a range such as 80–400 or 80-400 has no sign
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?:[eE](?P<e>[-−+]?\d+)|\s*(?:\\cdot|\\times|·|×)\s*10\^?\{?(?P<power>[-−]?\d+)\}?)?
    (?![\w]|\.\d)""",
    re.VERBOSE,
)


# What a number names and does not measure: "lessons 01 and 02", "issues 55587 and 61568", "PyTorch 2.13".
_NAMED = re.compile(
    r"\b(?:lessons?|sections?|issues?|pull requests?|version|PyTorch|Python|NumPy)"
    r"\s+#?\d[\d.]*(?:(?:,| and|, and| or| to)\s+#?\d[\d.]*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number as it is written: its value, its last digit's place, how many digits carry meaning."""

    written: str
    value: Decimal
    place: int
    significant: int
    is_plain_integer: bool

    @property
    def is_year(self) -> bool:
        return self.is_plain_integer and len(self.written) == 4 and 1600 <= self.value <= 2099

    def is_rounding_of(self, other: "Number") -> bool:
        """Whether `other`, written with at least these digits, rounds to this number (a tie goes either way)."""
        step = Decimal(1).scaleb(self.place)
        return other.place <= self.place and abs(other.value - self.value) <= step / 2


def numbers_in(text: str) -> list[Number]:
    text = re.sub(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", lambda m: "10^" + m[1].translate(_SUPERSCRIPT), text)
    text = re.sub(r"\{,\}|(?<=\d)\\,(?=\d{3})|(?<=\d)[\u202f\u2009 ](?=\d{3}\b)", ",", text)
    return [_number(match) for match in _NUMBER.finditer(text)]


def _number(match: re.Match[str]) -> Number:
    digits = match["digits"].replace(",", "")
    power = int((match["e"] or match["power"] or "0").replace("−", "-"))
    value = Decimal(digits).scaleb(power)
    decimals = len(digits.partition(".")[2])
    counted = digits.replace(".", "").lstrip("0")
    counted = counted if decimals else counted.rstrip("0")
    sign = -1 if match["sign"] in ("-", "−") else 1
    trailing = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    place = power - decimals + (trailing if match["e"] or match["power"] else 0)
    plain = not decimals and not power and "," not in match["digits"] and sign == 1
    return Number(match[0].strip(), sign * value, place, len(counted), plain)


@dataclass(frozen=True)
class Covered:
    """One number of the prose and what stands behind it; `by` is empty where nothing does."""

    cell: int
    number: Number
    by: str


def coverage(lesson: Lesson, context: Context) -> list[Covered]:
    """Every number of the prose with three or more significant digits, in order, with what produces it."""
    printed, inputs = _printed(lesson), _inputs(lesson)
    found = []
    for cell in lesson.cells[1:]:
        for paragraph in _spoken(cell, context):
            for number in numbers_in(without_names(paragraph)):
                if number.significant >= SIGNIFICANT and not number.is_year:
                    found.append(
                        Covered(cell.index, number, _support(number, paragraph, printed, inputs, context))
                    )
    return found


def _support(
    number: Number, paragraph: str, printed: dict[int, list[Number]], inputs: list[Number], context: Context
) -> str:
    for index, numbers in printed.items():
        if any(number.is_rounding_of(other) for other in numbers):
            return f"output of cell {index}"
    if any(number.is_rounding_of(other) for other in inputs):
        return "input in code"
    for name in re.findall(r"\bC\d\d\b", paragraph):
        claim = context.claims.get(name)
        if claim and any(
            number.is_rounding_of(other) for other in numbers_in(f"{claim.statement} {claim.on}")
        ):
            return f"claim {name}"
    return ""


def _spoken(cell: Cell, context: Context) -> Iterator[str]:
    """What the author says in a cell: paragraphs of markdown, or the words given to the lesson's verbs."""
    if cell.is_prose and not {"references", "teacher"} & set(cell.tags):
        yield from cell.paragraphs()
    for call in cell.calls(*SPOKEN):
        keywords = {"alt", "caption", "question"}
        arguments = [item.value for item in call.node.keywords if item.arg in keywords]
        yield from (text for text in map(literal_text, arguments) if text)
        table = context.questions.get(call.text(0, "id") or call.text(1, "id") or "", {})
        wanted = ("alt", "caption") if call.name == "show" else ()
        yield from (re.sub(r"\{[^}]*\}", "…", table[part]) for part in wanted if part in table)
    for call in cell.calls(*ASKING):  # not the texts of options: they may be wrong on purpose
        for asked in context.asked(call.text(0, "id")):
            yield from (asked.question, *(reason for _, reason, _ in asked.options))


def without_names(text: str) -> str:
    """Drops links' addresses, lesson and claim ids, section numbers and version numbers."""
    text = re.sub(r"\]\([^)]*\)|https?://\S+", "] ", text)
    text = re.sub(r"^#{1,6}\s+[\d.]+\s", " ", text, flags=re.MULTILINE)
    return _NAMED.sub(" ", text)


def _printed(lesson: Lesson) -> dict[int, list[Number]]:
    """Cell → the numbers that its code computed: in a compared output, and not merely a string of the source."""
    found = {}
    for cell in lesson.code:
        if "nbval-ignore-output" in cell.tags or cell.calls(*ASKING):
            continue
        echoed = {number.written for text in _strings(cell) for number in numbers_in(text)}
        shown = [number for output in cell.outputs for number in numbers_in(output_text(output))]
        found[cell.index] = [number for number in shown if number.written not in echoed]
    return found


def _strings(cell: Cell) -> list[str]:
    nodes = ast.walk(cell.tree or ast.Module([], []))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _inputs(lesson: Lesson) -> list[Number]:
    """Numbers that code takes as inputs, such as the ends of a range."""
    nodes = (node for cell in lesson.code for node in ast.walk(cell.tree or ast.Module([], [])))
    values = [n.value for n in nodes if isinstance(n, ast.Constant) and type(n.value) in (int, float)]
    signed = [sign + repr(value) for value in values for sign in ("", "-")]
    return [number for text in signed for number in numbers_in(text)]


def check_row_10(lesson: Lesson, context: Context) -> list[Finding]:
    """Numbers: each is produced by a cell or tied to a claim; each claim of the lesson is shown by a tagged cell."""
    repair = "print it in a code cell whose output is compared, round it, or name the claim that states it, as in (C20)"
    bare = [
        Finding(10, item.cell, f"nothing produces the number {item.number.written}", repair)
        for item in coverage(lesson, context)
        if not item.by
    ]
    return bare + list(_claims(lesson, context))


def _claims(lesson: Lesson, context: Context) -> Iterator[Finding]:
    shown = {}
    for name, cell in lesson.tagged_like("claim"):
        shown[name] = cell
        stated = [call.text(0, "claim_id") for call in cell.calls("show_claim")]
        if name not in stated:
            yield Finding(
                10,
                cell.index,
                f"tagged claim:{name} but shows {stated}",
                f'call show_claim("{name}") in the cell',
            )
        elif name not in context.claims:
            yield Finding(
                10, cell.index, f"the ledger has no claim {name}", "add it to course_lib/claims/ledger"
            )
        else:
            yield from _statement(cell, context, name)
    for cell in lesson.code:
        for name in [call.text(0, "claim_id") for call in cell.calls("show_claim")]:
            if f"claim:{name}" not in cell.tags:
                yield Finding(10, cell.index, f"shows {name} without the tag", f"tag the cell claim:{name}")
    for name, claim in context.claims.items():
        if claim.lesson == lesson.number and name not in shown:
            repair = f'show it: a code cell tagged claim:{name} that calls show_claim("{name}")'
            yield Finding(
                10, None, f"claim {name} belongs to lesson {lesson.number} and is not shown", repair
            )


def _statement(cell: Cell, context: Context, name: str) -> Iterator[Finding]:
    claim, text = context.claims[name], " ".join(" ".join(map(output_text, cell.outputs)).split())
    for what, wanted in {"statement": claim.statement, "verdict": claim.verdict}.items():
        if " ".join(wanted.split()) not in text:
            yield Finding(
                10,
                cell.index,
                f"the stored output does not hold the {what} of {name}: {wanted!r}",
                "run the lesson again",
            )
