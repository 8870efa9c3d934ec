"""The gallery renders every drawing function of the room's face."""

import ast
import inspect

import figure_gallery
from PIL import Image

from course_lib import figures


def test_the_gallery_writes_one_picture_a_figure(tmp_path):
    page = figure_gallery.write_gallery(tmp_path / "new folder")
    text = page.read_text(encoding="utf-8")
    for name in figure_gallery.FIGURES:
        with Image.open(page.with_name(f"{name}.png")) as picture:
            assert picture.width >= 500
        assert f'src="{name}.png" alt="' in text
    assert 'alt=""' not in text


def test_no_drawing_function_is_missing():
    called = {
        node.func.id
        for node in ast.walk(ast.parse(inspect.getsource(figure_gallery)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    wanted = {name for name in figures.__all__ if name.startswith("draw_")}
    assert wanted <= called
