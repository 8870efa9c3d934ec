"""What a blitter draws is the picture that a whole drawing gives."""

import io

import numpy as np
import pytest
from figure_gallery import FIGURES, softplus_frame
from PIL import Image

from course_lib.figures import Blitter, draw_curves, new_figure, to_png, update_curves


def whole(fig):
    return np.asarray(Image.open(io.BytesIO(to_png(fig))).convert("RGBA")).astype(int)


@pytest.mark.parametrize("name", FIGURES)
def test_it_equals_the_whole_drawing(name):
    fig = FIGURES[name]()
    blitter = Blitter(fig)
    different = (np.abs(blitter.pixels().astype(int) - whole(fig)) > 8).any(axis=-1)
    # Only where a line crosses a tick or the edge of the axes may the order of drawing show.
    assert different.mean() < 2e-4


def example():
    fig, ax = new_figure()
    artists = draw_curves(ax, softplus_frame().replace({"softplus, β = 1": "softplus"}), ylim=(-1, 8))
    return fig, ax, artists


def test_an_update_is_seen_and_the_old_line_is_gone():
    fig, _, artists = example()
    blitter = Blitter(fig)
    before = blitter.pixels()
    update_curves(artists, softplus_frame(0.25).replace({"softplus, β = 0.25": "softplus"}))
    after = blitter.pixels().astype(int)
    assert (after != before).any()
    np.testing.assert_allclose(after, whole(fig), atol=8)


@pytest.mark.parametrize(
    "change",
    [{"xlim": (-2, 2)}, {"xlabel": "another"}, {"title": "A title"}, {"ylim": (0.1, 8), "yscale": "log"}],
)
def test_changed_axes_are_drawn_again(change):
    fig, ax, _ = example()
    blitter = Blitter(fig)
    blitter.pixels()
    ax.set(**change)
    different = (np.abs(blitter.pixels().astype(int) - whole(fig)) > 8).any(axis=-1)
    assert different.mean() < 2e-4


def test_hidden_artists_stay_hidden():
    fig, _, artists = example()
    blitter = Blitter(fig)
    artists.lines["ReLU"].set_visible(False)
    np.testing.assert_allclose(blitter.pixels().astype(int), whole(fig), atol=8)
    assert not artists.lines["ReLU"].get_visible()


def test_the_png_is_small():
    fig, _, _ = example()
    picture = Blitter(fig).png()
    assert Image.open(io.BytesIO(picture)).size == (640, 390)
    assert len(picture) < len(to_png(fig))
