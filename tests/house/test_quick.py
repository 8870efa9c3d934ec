"""`make quick`: what it chooses for a change, what it knows of git, and that its list of smoke tests is whole."""

import subprocess
from pathlib import Path

import pytest
import quick

import course_lib

ROOT = Path(__file__).resolve().parents[2]
HOUSE = Path(course_lib.__file__).parent
ROOMS = sorted(
    path.stem
    for path in HOUSE.iterdir()
    if (path / "__init__.py").exists() or (path.suffix == ".py" and not path.name.startswith("__"))
)


def test_every_room_has_its_smoke_test_and_its_own_tests():
    assert sorted(quick.SMOKE) == ROOMS
    for room in ROOMS:
        assert quick.tests_for(f"course_lib/{room}/__init__.py") != {"tests/house"}, room


@pytest.mark.parametrize(
    "path", [*quick.ALWAYS, *quick.SMOKE.values(), *quick.OTHERS.values(), *quick.READ_BY.values()]
)
def test_every_test_that_the_lists_name_exists(path):
    file, _, name = path.partition("::")
    assert (ROOT / file).exists()
    assert not name or f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "file, tests",
    [
        ("course_lib/figures/curves.py", {"tests/figures"}),
        ("course_lib/figures/gone_long_ago.py", {"tests/figures"}),
        ("course_lib/notebooks/reader.py", {"tests/notebooks"}),
        ("course_lib/__main__.py", {"tests/house"}),
        ("course_lib/checks/judge/judging.py", {"tests/checks", "tests/zoo"}),
        ("tests/figures/test_style.py", {"tests/figures/test_style.py"}),
        ("tests/figures/test_gone.py", {"tests/figures"}),
        ("tests/classroom/conftest.py", {"tests/classroom"}),
        ("tests/lessons/fixtures/broken.py", {"tests/lessons"}),
        ("tests/zoo/01_meet_softplus/01-gap/wrong_x.py", {"tests/zoo"}),
        ("tests/plugins/time_report.py", {"tests/lessons"}),
        ("notebooks/99_gone.ipynb", {"tests/lesson/test_lessons_explorations.py"}),
        ("exercises/01_meet_softplus/01_meet_softplus.ipynb", {"tests/classroom/test_exercises.py"}),
        ("tools/course.py", {"tests/house"}),
        ("tools/rubric_rows/lesson.py", {"tests/lessons"}),
        ("README.md", {"tests/house"}),
        ("pyproject.toml", {"tests/house"}),
    ],
)
def test_a_changed_file_brings_its_tests(file, tests):
    assert quick.tests_for(file) == tests


@pytest.mark.parametrize(
    "name", ["solutions/01_meet_softplus/01_meet_softplus.ipynb", "notebooks/01_meet_softplus.ipynb"]
)
def test_a_changed_notebook_brings_its_run_and_the_tests_that_read_it(name):
    assert quick.tests_for(name) == {name, quick.READ_BY[name.split("/")[0]]}


def test_a_whole_folder_is_named_once():
    targets = quick.chosen(["course_lib/figures/curves.py", "tests/figures/test_style.py"])
    assert [name for name in targets if name.startswith("tests/figures")] == ["tests/figures"]


def test_without_changes_the_smoke_tests_run():
    assert quick.chosen([]) == sorted({*quick.ALWAYS, *quick.SMOKE.values()})


def test_what_is_left_out_is_said():
    rooms, notebooks, slow = quick.left_out(["tests/figures", "notebooks/01_meet_softplus.ipynb"])
    assert "activations" in rooms and "figures" not in rooms
    count = len(quick.all_notebooks(ROOT))
    assert f"{count - 1} of {count} notebooks" in notebooks and "slow" in slow


@pytest.fixture
def repository(tmp_path):
    """A repository with a branch main of one commit, two files, and a branch of another name that is checked out."""

    def git(*arguments):
        author = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *author, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    for name in ("kept.py", "moved.py", ".gitignore"):
        (tmp_path / name).write_text("ignored.py\n" * 20 + name, encoding="utf-8")
    git("add", ".")
    git("commit", "-m", "first")
    git("checkout", "-b", "work")
    return tmp_path, git


def test_committed_uncommitted_and_untracked_changes_are_seen(repository):
    root, git = repository
    assert quick.changes(root).files == ()
    (root / "new.py").write_text("x = 1", encoding="utf-8")
    (root / "ignored.py").write_text("x = 1", encoding="utf-8")
    git("mv", "moved.py", "elsewhere.py")
    git("commit", "-m", "second")
    (root / "kept.py").write_text("x = 2", encoding="utf-8")
    found = quick.changes(root)
    assert found.files == ("elsewhere.py", "kept.py", "moved.py", "new.py") and found.since.startswith(
        "main ("
    )


def test_what_main_did_meanwhile_is_no_change_of_this_branch(repository):
    root, git = repository
    git("checkout", "main")
    (root / "kept.py").write_text("x = 3", encoding="utf-8")
    git("commit", "-am", "main goes on")
    git("checkout", "work")
    assert quick.changes(root).files == ()


def test_without_a_branch_main_the_last_commit_counts_and_it_says_so(repository):
    root, git = repository
    (root / "new.py").write_text("x = 1", encoding="utf-8")
    git("branch", "-D", "main")
    found = quick.changes(root)
    assert found.files == ("new.py",) and "no branch main" in found.since


def test_another_commit_can_be_named_but_must_exist(repository):
    root, _ = repository
    assert quick.changes(root, "HEAD").since.startswith("HEAD (")
    with pytest.raises(quick.NoHistory, match="nowhere"):
        quick.changes(root, "nowhere")


def test_a_folder_without_git_is_told_apart(tmp_path, repository):
    inner = repository[0] / "inner"
    inner.mkdir()
    with pytest.raises(quick.NoHistory, match="inside another repository"):
        quick.changes(inner)


def test_no_git_at_all_means_smoke_tests_only(tmp_path, monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(quick, "run", lambda targets: ran.extend(targets) or ["mypy"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert quick.main([]) == 1
    said = capsys.readouterr().out
    assert "what has changed is unknown (git cannot be started" in said and "FAILED: mypy" in said
    assert ran == quick.chosen([])
