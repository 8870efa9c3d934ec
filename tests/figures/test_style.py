"""The style: colours that can be told apart, and a process that is left as it was."""

import subprocess
import sys

import matplotlib
import numpy as np
import pytest

from course_lib.figures import COLORS, DASHES, contrast, course_style, line_style, new_figure, to_png

WHITE, NEAR_BLACK = "#ffffff", "#111111"  # JupyterLab's dark background is #111111


def test_contrast_is_that_of_wcag():
    # Values of the formula in WCAG 2.2 for pairs whose luminance is known: 1.05/0.05, equal colours, and the
    # published example #777777 on white (4.48).
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#123456", "#123456") == pytest.approx(1.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("background", [WHITE, NEAR_BLACK])
@pytest.mark.parametrize("role", DASHES)
def test_every_line_colour_stands_out(role, background):
    assert contrast(COLORS[role], background) >= 3.0


def test_a_pale_colour_would_be_noticed():
    assert contrast("#F0E442", WHITE) < 3.0


def test_ink_is_for_text_on_the_white_that_a_figure_paints():
    fig, _ = new_figure()
    assert contrast(COLORS["ink"], matplotlib.colors.to_hex(fig.get_facecolor())) >= 7.0
    assert fig.get_facecolor()[3] == 1.0


def test_no_two_lines_differ_by_colour_alone():
    assert len(set(DASHES.values())) == len(DASHES)
    assert len({COLORS[role] for role in DASHES}) == len(DASHES)


def test_line_style_names_the_roles_it_knows():
    with pytest.raises(ValueError, match="unknown role 'accent': expected one of subject"):
        line_style("accent")


def test_a_figure_leaves_no_trace_in_the_process():
    before = dict(matplotlib.rcParams)
    fig, ax = new_figure()
    ax.plot([0, 1], [0, 1])
    to_png(fig)
    with course_style():
        assert matplotlib.rcParams["axes.spines.top"] is False
    assert dict(matplotlib.rcParams) == before


def test_pyplot_and_torch_are_not_imported():
    code = "import sys, course_lib.figures; print([m for m in ('torch', 'matplotlib.pyplot', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_panels_come_as_an_array():
    _, axes = new_figure(rows=2, columns=2)
    assert axes.shape == (2, 2)


@pytest.mark.parametrize(
    ("options", "message"),
    [({"rows": 0}, "rows=0"), ({"columns": 1.5}, "columns=1.5"), ({"width": -1}, "width=-1")],
)
def test_a_figure_of_no_size_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        new_figure(**options)


def _pixels(png):
    import io

    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")).astype(int)


def test_a_png_is_opaque_white_and_always_the_same():
    fig, ax = new_figure()
    ax.plot([0, 1], [0, 1])
    first = to_png(fig)
    assert to_png(fig) == first
    pixels = _pixels(first)
    assert pixels.shape == (390, 640, 4)
    assert (pixels[..., 3] == 255).all()
    assert (pixels[0, 0] == 255).all()


def test_a_small_png_keeps_white_and_the_line_colour():
    fig, ax = new_figure()
    ax.plot([0, 1], [0.5, 0.5], **line_style("subject"), linewidth=9)
    full, small = _pixels(to_png(fig)), _pixels(to_png(fig, small=True))
    subject = np.array([0x00, 0x72, 0xB2, 255])
    line = (full == subject).all(axis=-1)
    assert line.sum() > 1000
    assert (small[line] == subject).all()
    assert (small[(full == 255).all(axis=-1)] == 255).all()
    assert np.abs(small - full).max() <= 40
    assert len(to_png(fig, small=True)) < len(to_png(fig))


def test_a_sharper_png_leaves_the_figure_as_it_was():
    fig, ax = new_figure()
    ax.plot([0, 1], [0, 1])
    assert _pixels(to_png(fig, dpi=150)).shape == (585, 960, 4)
    assert fig.dpi == 100
