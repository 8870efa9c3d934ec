"""A lesson as a plain web page: nbconvert's HTML, with scripts switched off."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# nbconvert writes the first for an image without alt text, and the second for one whose alt text is empty.
COMPLAINTS = ("No description has been provided", "Alternative text is missing")


def as_html(path):
    from nbconvert import HTMLExporter

    body, _ = HTMLExporter(embed_images=True).from_filename(str(path))
    return body


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_picture_is_described(path):
    html = as_html(path)
    assert not [words for words in COMPLAINTS if words in html]
    assert "<figure><img alt=" in html or '"show(' not in path.read_text(encoding="utf-8")


def test_a_bare_picture_would_be_noticed(tmp_path):
    import nbformat

    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    output = nbformat.v4.new_output("display_data", {"image/png": pixel, "text/plain": "picture"})
    cell = nbformat.v4.new_code_cell("draw()", outputs=[output], execution_count=1)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "bare.ipynb")
    assert COMPLAINTS[0] in as_html(tmp_path / "bare.ipynb")


@pytest.mark.browser
@pytest.mark.parametrize("path", NOTEBOOKS[:2], ids=lambda path: path.stem)
def test_figures_are_visible_with_scripts_disabled(path, browser, tmp_path):
    html = as_html(path)
    file = tmp_path / "lesson.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, offline=True)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        figures = page.locator("figure")
        assert figures.count() == html.count("<figure><img ") >= 1
        for number in range(figures.count()):
            image, caption = figures.nth(number).locator("img"), figures.nth(number).locator("figcaption")
            assert image.is_visible() and caption.is_visible()
            box = image.bounding_box()
            assert box["width"] >= 300 and box["height"] >= 150
            assert len(caption.inner_text().split()) >= 4
    finally:
        context.close()
