"""The questions' files: read whole, filled with numbers, and refused with the place and the repair."""

import re

import pytest

from course_lib.lesson import compare, predict, quiz, recall, show
from course_lib.lesson.predictions import Prediction
from course_lib.lesson.written_questions import folder, written

OPTIONS = """
[[{0}.options]]
text = "ln 2"
reason = "That is what the experiment of this lesson printed."
correct = true
[[{0}.options]]
text = "zero"
reason = "Softplus never touches zero; ReLU does, at this point."
"""
GOOD = f"""
[50-P1]
question = '''How high is
   softplus at zero?'''
measured = "{{height:.2f}} at β = {{beta:g}}"
alt = "{{axes}}. The height at zero is {{height:.2f}}, and the curve stays above zero everywhere else."
caption = "Softplus is {{height:.2f}} at zero."
{OPTIONS.format("50-P1")}
[50-X1]
question = "What is softplus at zero?"
{OPTIONS.format("50-X1")}
[[50-R1.questions]]
about = "01-Q1"
question = "What is its height at zero?"
{OPTIONS.format("50-R1.questions")}
[[50-R1.questions]]
about = "01-Q2"
question = "What is its height there?"
{OPTIONS.format("50-R1.questions")}
"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes the questions' file of lesson 50."""
    monkeypatch.setenv("COURSE_QUESTIONS", str(tmp_path))
    path = tmp_path / "lesson_50.toml"
    return lambda text: path.write_text(text, encoding="utf-8")


def test_every_file_of_the_course_is_read():
    files = sorted(folder().glob("lesson_*.toml"))
    assert len(files) >= 7
    for file in files:
        ids = re.findall(r"^\[{1,2}(\d\d-\w\d+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert ids and all(written(id, "test").id == id for id in ids)


def test_a_cell_holds_the_id_alone(write):
    write(GOOD)
    asked = predict("50-P1")
    assert asked.question == "How high is softplus at zero?" and asked.texts == ["ln 2", "zero"]
    assert quiz("50-X1").question == "What is softplus at zero?"
    assert recall("50-R1").question == "What is its height at zero?"


def test_the_sentence_is_filled_with_the_numbers_of_the_call(write):
    write(GOOD)
    assert compare("50-P1", height=0.6931, beta=1.0).measured == "0.69 at β = 1"
    assert compare("50-P1", "a sentence of its own").measured == "a sentence of its own"


def test_after_a_restart_the_comparison_still_knows_the_options(write, monkeypatch):
    """The learner restarts the kernel, skips the question and runs the experiment: the kept answer is judged."""
    write(GOOD)
    asked = Prediction("50-P1", "How high is softplus at zero?", ["ln 2", "zero"])
    asked.choices.value = "zero"
    asked.commit()
    monkeypatch.setattr("course_lib.lesson.predictions._asked", {})
    assert "Softplus never touches zero" in compare("50-P1", height=0.69, beta=1).text.value


def test_alt_and_caption_come_from_the_file(write, capsys):
    from course_lib.figures import new_figure

    write(GOOD)
    fig, _ = new_figure()
    show(fig, "50-P1", axes="Line plot of f(x) against x", height=0.6931)
    assert "The height at zero is 0.69" in capsys.readouterr().out


def test_a_changed_file_is_read_again(write):
    write(GOOD)
    assert written("50-X1", "quiz").question == "What is softplus at zero?"
    write(GOOD.replace("What is softplus at zero?", "Which value has softplus at zero?"))
    assert written("50-X1", "quiz").question == "Which value has softplus at zero?"


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: predict("50-P9"), "'50-P9' is not in lesson_50.toml (it holds 50-P1, 50-X1, 50-R1)"),
        (lambda: predict("51-P1"), "there is no such file"),
        (lambda: quiz("50-P1"), "expected the lesson's two digits"),
        (lambda: compare("50-P1", height=1.0), "the call gives these names: height. It cannot be filled (KeyError: 'beta')"),
        (lambda: compare("50-P1"), "the call gives these names: none"),
        (lambda: compare("50-P1", height="high", beta=1.0), "It cannot be filled (ValueError"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_served(write, call, said):
    write(GOOD)
    with pytest.raises(ValueError, match=re.escape(said)):
        call()


def test_a_sentence_and_numbers_at_once(write):
    write(GOOD)
    with pytest.raises(TypeError, match="Pass the sentence, or the numbers"):
        compare("50-P1", "a sentence", height=1.0)


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('question = "What is softplus', 'asked = "What is softplus', "[50-X1]: 'asked' is unknown"),
        ("[50-X1]", "[51-X1]", "got the table [51-X1], expected one such as [50-P1]"),
        ("[50-X1]", "[50-Z1]", "got the table [50-Z1]"),
        ('reason = "That is', 'why = "That is', "unexpected keyword argument 'why'"),
        ("That is what the experiment of this lesson printed.", "So it is.", "the reason has 3 words"),
        ("correct = true", "", "0 of 2 options are correct"),
        ('question = "What is softplus at zero?"', "", "'question' is missing"),
        ("[50-P1]", "[50-P1", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_names_the_place(write, old, new, said):
    write(GOOD.replace(old, new))
    with pytest.raises(ValueError, match=re.escape(said)):
        written("50-X1", "quiz")
