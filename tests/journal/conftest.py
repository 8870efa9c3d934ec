import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Each test has a journal of its own, never the user's."""
    folder = tmp_path / "journal folder"
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder
