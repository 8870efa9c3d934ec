"""A frame in motion is the picture that a whole drawing gives."""

import io

import numpy as np
import pytest
from PIL import Image

from course_lib.figures import Motion, draw_curves, new_figure, to_png, update_curves
from course_lib.figures.gallery import FIGURES, softplus_frame


def whole(fig):
    return np.asarray(Image.open(io.BytesIO(to_png(fig))).convert("RGBA")).astype(int)


@pytest.mark.parametrize("name", FIGURES)
def test_a_frame_equals_the_whole_drawing(name):
    fig = FIGURES[name]()
    motion = Motion(fig)
    different = (np.abs(motion.pixels().astype(int) - whole(fig)) > 8).any(axis=-1)
    # Only where a line crosses a tick or the frame may the order of drawing show.
    assert different.mean() < 2e-4


def moving():
    fig, ax = new_figure()
    artists = draw_curves(ax, softplus_frame().replace({"softplus, β = 1": "softplus"}), ylim=(-1, 8))
    return fig, ax, artists


def test_an_update_is_seen_and_the_old_line_is_gone():
    fig, _, artists = moving()
    motion = Motion(fig)
    before = motion.pixels()
    update_curves(artists, softplus_frame(0.25).replace({"softplus, β = 0.25": "softplus"}))
    after = motion.pixels().astype(int)
    assert (after != before).any()
    np.testing.assert_allclose(after, whole(fig), atol=8)


@pytest.mark.parametrize(
    "change",
    [{"xlim": (-2, 2)}, {"xlabel": "another"}, {"title": "A title"}, {"ylim": (0.1, 8), "yscale": "log"}],
)
def test_changed_axes_are_drawn_again(change):
    fig, ax, _ = moving()
    motion = Motion(fig)
    motion.pixels()
    ax.set(**change)
    different = (np.abs(motion.pixels().astype(int) - whole(fig)) > 8).any(axis=-1)
    assert different.mean() < 2e-4


def test_hidden_artists_stay_hidden():
    fig, _, artists = moving()
    motion = Motion(fig)
    artists.lines["ReLU"].set_visible(False)
    np.testing.assert_allclose(motion.pixels().astype(int), whole(fig), atol=8)
    assert not artists.lines["ReLU"].get_visible()


def test_a_frame_is_a_small_png():
    fig, _, _ = moving()
    frame = Motion(fig).frame()
    assert Image.open(io.BytesIO(frame)).size == (640, 390)
    assert len(frame) < len(to_png(fig))
