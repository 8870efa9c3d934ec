"""The browser, the server and the learner's folder that these tests share."""

import pytest
from lab import ROOT, Page, chromium, find_chromium, jupyterlab, no_browser

from course_lib.lesson import make_copies


# A module's, not the session's: Playwright's event loop must end before another folder starts its own.
@pytest.fixture(scope="module")
def browser():
    path = find_chromium()
    if path is None:
        no_browser()
    with chromium(path) as found:
        yield found


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A learner's folder: ``my_course`` with fresh copies, ``private`` with everything that Jupyter remembers."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "private").mkdir()
    make_copies(ROOT, folder / "my_course")
    return folder


@pytest.fixture(scope="module")
def server(browser, home):
    with jupyterlab(home / "my_course", home / "private") as address:
        yield address


@pytest.fixture(scope="module")
def open_lesson(browser, server):
    """``open_lesson("01_meet_softplus")``: the learner's copy in JupyterLab, all cells run; opened once for all tests."""
    pages = {}

    def opened(name):
        if name not in pages:
            pages[name] = Page(browser, server, f"notebooks/{name}.ipynb").open().run_all()
        return pages[name]

    yield opened
    for page in pages.values():
        page.close()
