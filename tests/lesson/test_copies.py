"""The learner's copies: made once, never overwritten, and a newer lesson arrives beside a touched one."""

import json

import pytest

from course_lib.lesson import copies_command, make_copies
from course_lib.lesson.copies import BESIDE, KEPT, MADE, MANIFEST, REFRESHED


def notebook(*sources, output="42"):
    cells = [{"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["# Lesson\n", "β"]}]
    for number, source in enumerate(sources, 1):
        cells.append(
            {
                "cell_type": "code",
                "id": f"c{number}",
                "execution_count": number,
                "metadata": {"tags": ["predict:P1"], "execution": {"iopub.status.idle": "now"}},
                "outputs": [{"output_type": "stream", "name": "stdout", "text": [output]}],
                "source": source,
            }
        )
    metadata = {"kernelspec": {"name": "python3"}, "widgets": {"state": {}}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def save(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def course(tmp_path):
    source = tmp_path / "the course"
    save(source / "notebooks" / "01_meet.ipynb", notebook("x = 1"))
    save(source / "exercises" / "01_meet" / "01_meet.ipynb", notebook("# your answer"))
    (source / "exercises" / "01_meet" / "data.csv").write_text("a,b\n", encoding="utf-8")
    save(source / "notebooks" / ".ipynb_checkpoints" / "01_meet-checkpoint.ipynb", notebook("old"))
    return source


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "my_course"


LESSON = "notebooks/01_meet.ipynb"


def actions(copies, root):
    return {copy.path.relative_to(root).as_posix(): copy.action for copy in copies}


def touch(path, text="my own note"):
    content = load(path)
    content["cells"].append({"cell_type": "markdown", "id": "n", "metadata": {}, "source": text})
    save(path, content)
    return path.read_bytes()


def newer(course, source="x = 2"):
    save(course / LESSON, notebook(source))


def test_everything_is_copied_without_outputs(course, mine):
    made = actions(make_copies(course, mine), mine)
    assert made == {
        LESSON: MADE,
        "exercises/01_meet/01_meet.ipynb": MADE,
        "exercises/01_meet/data.csv": MADE,
    }
    copy = load(mine / LESSON)
    code = copy["cells"][1]
    assert (code["outputs"], code["execution_count"], code["source"]) == ([], None, "x = 1")
    assert code["metadata"] == {"tags": ["predict:P1"]}
    assert copy["metadata"] == {"kernelspec": {"name": "python3"}}
    assert "β" in (mine / LESSON).read_text(encoding="utf-8")
    assert (mine / "exercises/01_meet/data.csv").read_text(encoding="utf-8") == "a,b\n"
    assert load(course / LESSON)["cells"][1]["outputs"] != []


def test_a_second_call_changes_nothing(course, mine):
    make_copies(course, mine)
    before = {path: path.stat().st_mtime_ns for path in mine.rglob("*.ipynb")}
    assert set(actions(make_copies(course, mine), mine).values()) == {KEPT}
    assert {path: path.stat().st_mtime_ns for path in mine.rglob("*.ipynb")} == before


def test_an_untouched_lesson_is_refreshed(course, mine):
    make_copies(course, mine)
    newer(course)
    assert actions(make_copies(course, mine), mine)[LESSON] == REFRESHED
    assert load(mine / LESSON)["cells"][1]["source"] == "x = 2"


def test_what_jupyter_adds_on_saving_does_not_count_as_touched(course, mine):
    make_copies(course, mine)
    content = load(mine / LESSON)
    content["metadata"]["language_info"] = {"name": "python", "version": "3.13.1"}
    content["cells"][1]["metadata"]["collapsed"] = False
    content["cells"][1]["source"] = ["x = 1"]
    save(mine / LESSON, content)
    newer(course)
    assert actions(make_copies(course, mine), mine)[LESSON] == REFRESHED


def test_a_touched_lesson_is_kept_and_the_newer_one_arrives_beside_it_once(course, mine):
    make_copies(course, mine)
    own = touch(mine / LESSON)
    newer(course)
    made = actions(make_copies(course, mine), mine)
    assert made["notebooks/01_meet_newer_version.ipynb"] == BESIDE
    assert (mine / LESSON).read_bytes() == own
    assert load(mine / "notebooks/01_meet_newer_version.ipynb")["cells"][1]["source"] == "x = 2"
    assert actions(make_copies(course, mine), mine)[LESSON] == KEPT
    assert len(list((mine / "notebooks").glob("*.ipynb"))) == 2


def test_a_lesson_that_was_only_run_counts_as_touched(course, mine):
    make_copies(course, mine)
    content = load(mine / LESSON)
    content["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["mine"]}]
    save(mine / LESSON, content)
    own = (mine / LESSON).read_bytes()
    newer(course)
    make_copies(course, mine)
    assert (mine / LESSON).read_bytes() == own


def test_a_third_version_replaces_an_untouched_second_one(course, mine):
    make_copies(course, mine)
    touch(mine / LESSON)
    for source in ("x = 2", "x = 3"):
        newer(course, source)
        make_copies(course, mine)
    assert load(mine / "notebooks/01_meet_newer_version.ipynb")["cells"][1]["source"] == "x = 3"
    assert len(list((mine / "notebooks").glob("*.ipynb"))) == 2


def test_a_third_version_gets_a_name_of_its_own_if_the_second_was_touched(course, mine):
    make_copies(course, mine)
    touch(mine / LESSON)
    newer(course, "x = 2")
    make_copies(course, mine)
    own = touch(mine / "notebooks/01_meet_newer_version.ipynb")
    newer(course, "x = 3")
    make_copies(course, mine)
    assert (mine / "notebooks/01_meet_newer_version.ipynb").read_bytes() == own
    assert load(mine / "notebooks/01_meet_newer_version_2.ipynb")["cells"][1]["source"] == "x = 3"


def test_new_outputs_of_the_authors_are_no_newer_version(course, mine):
    make_copies(course, mine)
    touch(mine / LESSON)
    save(course / LESSON, notebook("x = 1", output="43"))
    assert actions(make_copies(course, mine), mine)[LESSON] == KEPT


def test_a_deleted_copy_is_made_again(course, mine):
    make_copies(course, mine)
    (mine / LESSON).unlink()
    assert actions(make_copies(course, mine), mine)[LESSON] == MADE


@pytest.mark.parametrize("content", [None, "{", "[]", "[" * 100_000, '{"notebooks/01_meet.ipynb": 3}'])
def test_without_a_readable_manifest_every_file_is_the_learners(course, mine, content):
    make_copies(course, mine)
    own = touch(mine / LESSON)
    if content is None:
        (mine / MANIFEST).unlink()
    else:
        (mine / MANIFEST).write_text(content, encoding="utf-8")
    made = actions(make_copies(course, mine), mine)
    assert (mine / LESSON).read_bytes() == own
    assert made["notebooks/01_meet_newer_version.ipynb"] == BESIDE
    assert made["exercises/01_meet/01_meet.ipynb"] == KEPT


def test_a_copy_that_is_no_notebook_any_more_is_left_alone(course, mine):
    make_copies(course, mine)
    (mine / LESSON).write_bytes(b"\xff broken")
    newer(course)
    make_copies(course, mine)
    assert (mine / LESSON).read_bytes() == b"\xff broken"
    assert (mine / "notebooks/01_meet_newer_version.ipynb").is_file()


def test_a_folder_in_the_place_of_a_copy_is_left_alone_and_the_others_are_made(course, mine):
    make_copies(course, mine)
    (mine / LESSON).unlink()
    (mine / LESSON).mkdir()
    newer(course)
    made = actions(make_copies(course, mine), mine)
    assert made["notebooks/01_meet_newer_version.ipynb"] == BESIDE and len(made) == 3
    assert (mine / LESSON).is_dir()


@pytest.mark.parametrize(
    "beside", ["x", {}, {"name": "../../else.ipynb", "file": "x"}, {"name": 3, "file": 4}], ids=str
)
def test_a_manifest_that_somebody_edited_leads_nowhere_else(course, mine, beside):
    make_copies(course, mine)
    own = touch(mine / LESSON)
    manifest = load(mine / MANIFEST)
    save(mine / MANIFEST, {**manifest, LESSON: {**manifest[LESSON], "beside": beside}})
    newer(course)
    made = actions(make_copies(course, mine), mine)
    assert made["notebooks/01_meet_newer_version.ipynb"] == BESIDE and (mine / LESSON).read_bytes() == own


def test_line_ends_of_windows_do_not_count_as_touched(course, mine):
    make_copies(course, mine)
    (mine / LESSON).write_bytes((mine / LESSON).read_bytes().replace(b"\n", b"\r\n"))
    newer(course)
    assert actions(make_copies(course, mine), mine)[LESSON] == REFRESHED


def test_a_lesson_that_the_course_no_longer_has_stays_with_the_learner(course, mine):
    make_copies(course, mine)
    save(course / "notebooks" / "02_more.ipynb", notebook("y = 1"))
    make_copies(course, mine)
    (course / "notebooks" / "02_more.ipynb").unlink()
    assert "notebooks/02_more.ipynb" not in actions(make_copies(course, mine), mine)
    assert (mine / "notebooks" / "02_more.ipynb").is_file()


def test_the_command_says_what_to_do_about_a_place_that_is_taken(course, capsys):
    (course / "my_course").write_text("mine", encoding="utf-8")
    assert copies_command(course) == 1
    said = capsys.readouterr().err
    assert "my_course" in said and "move it out of the way" in said
    assert (course / "my_course").read_text(encoding="utf-8") == "mine"


def test_an_interrupted_write_leaves_no_half_written_file(course, mine, monkeypatch):
    make_copies(course, mine)
    before = (mine / LESSON).read_bytes()
    newer(course)

    def interrupted(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("pathlib.Path.replace", interrupted)
        make_copies(course, mine)
    assert (mine / LESSON).read_bytes() == before
    assert not list(mine.rglob(".copy-*"))
    assert actions(make_copies(course, mine), mine)[LESSON] == REFRESHED


def test_a_folder_without_lessons_is_named(tmp_path, mine):
    with pytest.raises(FileNotFoundError, match=r"the one with pyproject\.toml"):
        make_copies(tmp_path, mine)
    assert not mine.exists()


def test_copies_inside_the_lessons_are_refused(course):
    with pytest.raises(ValueError, match="Choose a folder beside it"):
        make_copies(course, course / "notebooks" / "mine")


@pytest.mark.parametrize(
    "content", ['{"cells": 3}', "{no", '{"cells": [3]}', '{"cells": [{"cell_type": "code"}]}']
)
def test_a_source_that_is_no_notebook_is_named(course, mine, content):
    (course / LESSON).write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"01_meet\.ipynb is not a notebook"):
        make_copies(course, mine)


def test_the_command_says_what_happened(course, capsys):
    assert copies_command(course) == 0
    assert "made: 01_meet.ipynb, 01_meet.ipynb, data.csv" in capsys.readouterr().out
    touch(course / "my_course" / LESSON)
    newer(course)
    assert copies_command(course) == 0
    out = capsys.readouterr().out
    assert (
        "newer version, beside your own file: 01_meet_newer_version.ipynb" in out
        and "kept as they are: 2" in out
    )


def test_outside_the_course_the_command_says_where_to_call_it(tmp_path, capsys):
    assert copies_command(tmp_path) == 1
    said = capsys.readouterr().err
    assert "The copies were not made" in said and "Call the command in the course's folder" in said
    assert "writable" not in said and "out of the way" not in said


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (PermissionError(13, "Permission denied", "f"), "Make that file or folder writable"),
        (FileExistsError(17, "File exists", "f"), "stands there: move it out of the way"),
        (OSError(28, "No space left on device", "f"), "Mend that"),
        (ValueError("make_copies: no JSON"), "Mend that"),
    ],
)
def test_the_advice_fits_what_happened(course, monkeypatch, capsys, error, advice):
    def fails(*_):
        raise error

    monkeypatch.setattr("course_lib.lesson.copies.make_copies", fails)
    assert copies_command(course) == 1
    said = capsys.readouterr().err
    assert advice in said and str(error) in said
    assert ("writable" in said) == isinstance(error, PermissionError)


@pytest.mark.parametrize(
    ("tags", "folded"),
    [(["figure", "plot"], True), (["figure"], False), (["plotting"], False), (None, False)],
)
def test_plotting_code_is_folded_and_nothing_else(course, mine, tags, folded):
    lesson = notebook("# Plot: softplus\nshow(fig)")
    lesson["cells"][1]["metadata"]["tags"] = tags or []
    save(course / LESSON, lesson)
    make_copies(course, mine)
    cell = load(mine / LESSON)["cells"][1]
    assert cell["metadata"].get("jupyter", {}).get("source_hidden", False) is folded
    assert cell["source"] == "# Plot: softplus\nshow(fig)" and cell["metadata"]["tags"] == (tags or [])
    assert [copy.action for copy in make_copies(course, mine) if copy.path == mine / LESSON] == [KEPT]
    assert "jupyter" not in load(course / LESSON)["cells"][1]["metadata"]
