"""The README says what is there: its table of lessons, its links, its commands."""

import re
import shutil
from pathlib import Path

import minutes
import pytest
import readme
import rubric
from rubric_rows.lesson import Lesson

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", "TEACHING.md", "docs/accuracy.md"]


@pytest.mark.parametrize("page", readme.PAGES)
def test_the_tables_are_what_the_lessons_and_the_records_say(page):
    stored = (ROOT / page).read_text(encoding="utf-8")
    assert readme.with_tables(stored) == stored, "run: python tools/readme.py"


@pytest.mark.parametrize("page, right, wrong", [
    ("README.md", "| 01 | [Meet", "| 99 | [Meet"),
    ("docs/accuracy.md", "| `exact` | 0.50 |", "| `exact` | 0.49 |"),
    ("TEACHING.md", "| 01 Meet softplus | ", "| 01 Meet softplus | 1"),
])  # fmt: skip
def test_a_changed_table_is_seen(page, right, wrong):
    stored = (ROOT / page).read_text(encoding="utf-8")
    assert right in stored
    assert readme.with_tables(stored.replace(right, wrong)) == stored


def test_every_table_has_its_place_in_a_page():
    pages = "".join((ROOT / page).read_text(encoding="utf-8") for page in readme.PAGES)
    assert sorted(found[2] for found in readme.BETWEEN.finditer(pages)) == sorted(readme.TABLES)


def test_the_minutes_in_both_pages_are_those_of_the_formula():
    paths = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    parts = ("core", "deeper part", "exercises")
    counted = {}
    for path in paths:
        found = minutes.estimate(Lesson.read(path), rubric.course_context(path)).rounded
        counted[path.name[:2]] = tuple(str(found.get(part, "–")) for part in parts)
    three = r"\| (\d+|–) \| (\d+|–) \| (\d+|–) \|"
    in_readme = re.findall(rf"^\| (\d\d) \|.*{three}$", readme.lessons(), re.MULTILINE)
    in_teaching = re.findall(rf"^\| (\d\d) [^|]+{three}", readme.minutes(), re.MULTILINE)
    assert {number: tuple(said) for number, *said in in_readme} == counted
    assert {number: tuple(said) for number, *said in in_teaching} == counted


def test_the_check_names_the_page_and_the_repair(tmp_path, monkeypatch, capsys):
    for page in readme.PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / page).write_text(
            text.replace("| 00 Start here | ", "| 00 Start here | 9"), encoding="utf-8"
        )
    for folder in ("notebooks", "exercises"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    assert readme.main(["--check"]) == 1
    assert capsys.readouterr().err == "TEACHING.md: a table is out of date; run: python tools/readme.py\n"


def test_every_row_of_the_table_has_its_six_cells():
    rows = readme.lessons().splitlines()
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {7}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if not t.startswith("http")]
    assert not [t for t in targets if not (ROOT / t).exists()]


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_named_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)) <= targets


def test_the_picture_has_an_alternative_text():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    assert pictures and all(len(alt) >= 80 for alt, _ in pictures)
