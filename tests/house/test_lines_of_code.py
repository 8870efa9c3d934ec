"""The counter of lines, on specimens whose lines can be counted by eye."""

import lines_of_code
import pytest

SPECIMEN = '''"""A docstring
of two lines."""

import os  # 1


# a comment
def f(x):  # 2
    """One line."""
    text = """not a docstring
    but a value"""  # 3 and 4
    "a string that nobody reads"
    return (
        text,

        x,
    )  # 5 to 8: the blank line is none


class C:  # 9
    """Prose."""

    field: int = 3  # 10
    """Prose about a field."""
'''


def test_docstrings_comments_and_blank_lines_do_not_count():
    assert lines_of_code.code_lines(SPECIMEN) == 10


@pytest.mark.parametrize(
    "source, count", [("", 0), ('"""Prose."""\n', 0), ("x = 1", 1), ("x = (\n    1\n)\n", 3)]
)
def test_small_files(source, count):
    assert lines_of_code.code_lines(source) == count


def house(root, **rooms):
    for room, count in rooms.items():
        path = root / "course_lib" / room / "inner" / "a.py"
        path.parent.mkdir(parents=True)
        path.write_text("x = 1\n" * count, encoding="utf-8")
    (root / "course_lib" / "alone.py").write_text("# a\nx = 1\n", encoding="utf-8")
    return root


def test_shares_leave_the_tasks_out(tmp_path, capsys):
    root = house(tmp_path, tasks=90, checks=6, figures=3)
    lines = lines_of_code.rooms(root / "course_lib")
    assert lines == {"tasks": 90, "checks": 6, "figures": 3, "alone": 1}
    assert lines_of_code.shares(lines) == {"checks": 0.6, "figures": 0.3, "alone": 0.1}
    assert lines_of_code.main([str(root)]) == 0
    assert "largest room outside tasks: checks, 60.0%, above the limit of 25%" in capsys.readouterr().out


def test_a_folder_without_code_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no Python files in .*pyproject\.toml"):
        lines_of_code.main([str(tmp_path)])
