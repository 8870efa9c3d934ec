"""``show``: one output with a picture, its alt text and caption."""

import base64
import io

import pytest
from PIL import Image

from course_lib.figures import new_figure
from course_lib.lesson import show

ALT = "Line plot of f(x) against x from −5 to 5: softplus rises from 0 to 5 and stays above ReLU everywhere."
CAPTION = "Softplus stays above ReLU."


def test_one_output_with_picture_alt_and_caption(outputs):
    fig, ax = new_figure(width=4, height=3)
    ax.plot([0, 1], [0, 1])
    assert show(fig, alt=ALT, caption=CAPTION) is None
    (bundle,) = outputs
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == ALT
    html = bundle["text/html"]
    assert html.startswith("<figure><img ") and html.endswith("</figcaption></figure>")
    assert f'alt="{ALT}"' in html and f"<figcaption>{CAPTION}</figcaption>" in html
    png = base64.b64decode(html.split("base64,")[1].split('"')[0])
    assert Image.open(io.BytesIO(png)).size == (600, 450)
    assert 'width="400" height="300"' in html


def test_the_same_figure_gives_the_same_output(outputs):
    for _ in range(2):
        fig, ax = new_figure()
        ax.plot([0, 1], [0, 1])
        show(fig, alt=ALT, caption=CAPTION)
    assert outputs[0] == outputs[1]


def test_markup_in_words_is_escaped_and_code_is_marked(outputs):
    fig, _ = new_figure()
    show(fig, alt=ALT + ' "x" < <b>', caption="If x < 0, `relu(x)` & *only* it is **zero**.")
    html = outputs[0]["text/html"]
    assert "&quot;x&quot; &lt; &lt;b&gt;" in html
    assert "x &lt; 0, <code>relu(x)</code> &amp; <em>only</em> it is <strong>zero</strong>." in html


@pytest.mark.parametrize("alt", ["", None, "   "])
def test_without_alt_text_it_says_what_to_write(outputs, alt):
    fig, _ = new_figure()
    with pytest.raises(ValueError, match=r"no alt text. Write 80 to 400 characters .* alt=describe\(ax\)"):
        show(fig, alt=alt, caption=CAPTION)
    assert outputs == []


@pytest.mark.parametrize("length", [79, 401])
def test_an_alt_text_of_the_wrong_length_is_refused(outputs, length):
    fig, _ = new_figure()
    with pytest.raises(ValueError, match=f"has {length} characters"):
        show(fig, alt="a" * length, caption=CAPTION)
    for allowed in (80, 400):
        show(fig, alt="a" * allowed, caption=CAPTION)


@pytest.mark.parametrize("caption", ["", None, "softplus"])
def test_a_caption_states_a_finding(outputs, caption):
    fig, _ = new_figure()
    with pytest.raises(ValueError, match="Write a sentence that states the finding"):
        show(fig, alt=ALT, caption=caption)
    assert outputs == []


def test_something_that_is_no_figure_is_refused(outputs):
    _, ax = new_figure()
    with pytest.raises(TypeError, match=r"expected a figure. Write `fig, ax = new_figure\(\)`"):
        show(ax, alt=ALT, caption=CAPTION)
