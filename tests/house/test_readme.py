"""The README says what is there: its table of lessons, its links, its commands."""

import re
from pathlib import Path

import pytest
import readme

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", "TEACHING.md"]


def test_the_table_of_lessons_is_what_the_lessons_say():
    stored = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.with_table(stored) == stored, "run: python tools/readme.py"


def test_a_changed_table_is_seen():
    stored = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.with_table(stored.replace("| 01 |", "| 99 |")) == stored


def test_every_row_of_the_table_has_its_four_cells():
    rows = readme.table().splitlines()
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


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
