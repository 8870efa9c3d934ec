"""Lines of code of course_lib, room by room, without docstrings, comments and blank lines.

    python tools/lines_of_code.py [CHECKOUT]    of this checkout, or of another one (an older commit, to compare)

Prints each room's lines and, for all rooms but `tasks`, its share of the lines outside the content of the exercises.
The limit: no room above 25 %.
"""

import argparse
import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parents[1]
CONTENT = "tasks"  # what is asked and what is right, a lesson a folder: grows with the course, not with its machinery
LARGEST = 0.25
_NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip


def code_lines(source: str) -> int:
    """Lines of Python that hold code. A string that stands alone as a statement is a docstring or a comment."""
    prose = set()
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            prose.update(range(node.lineno, node.end_lineno + 1))
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - prose)


def rooms(package: Path) -> Counter[str]:
    """Room → lines; a file beside the folders is a room too. Raises FileNotFoundError where there is no code."""
    found: Counter[str] = Counter()
    for path in sorted(package.rglob("*.py")):
        room = path.relative_to(package).parts[0].removesuffix(".py")
        found[room] += code_lines(path.read_text(encoding="utf-8"))
    if not found:
        raise FileNotFoundError(
            f"no Python files in {package}; pass the folder of a checkout, the one with pyproject.toml"
        )
    return found


def shares(lines: Counter[str]) -> dict[str, float]:
    """Room → its share of the lines outside `tasks`, largest first."""
    whole = lines.total() - lines[CONTENT]
    return {room: count / whole for room, count in lines.most_common() if room != CONTENT}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkout", nargs="?", type=Path, default=ROOT)
    lines = rooms(parser.parse_args(argv).checkout / "course_lib")
    share = shares(lines)
    for room, count in lines.most_common():
        print(f"{room:14} {count:6,}  {f'{share[room]:6.1%}' if room in share else '    – '}")
    print(f"{'all':14} {lines.total():6,}")
    largest = next(iter(share))
    verdict = "within" if share[largest] <= LARGEST else "above"
    print(
        f"largest room outside {CONTENT}: {largest}, {share[largest]:.1%}, {verdict} the limit of {LARGEST:.0%}"
    )
    return 0


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
