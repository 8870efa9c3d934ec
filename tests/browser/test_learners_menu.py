"""A learner's JupyterLab shows no menu of nbgrader, which other targets bring into the same environment."""

import pytest
from lab import LEARNERS, Page, jupyterlab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def menus(browser, home, tmp_path_factory):
    """``menus(learners)``: the names in the menu bar and what the page was told to leave out."""

    def opened(learners):
        private = tmp_path_factory.mktemp("menus")
        with jupyterlab(home / "my_course", private, learners) as address:
            page = Page(browser, address, "notebooks/00_start_here.ipynb").open()
            names = page.page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()
            page.close()
        return [name for name in names if name]

    return opened


def test_a_learner_sees_no_nbgrader_and_a_teacher_does(menus):
    assert LEARNERS.is_dir()
    plain, learners = menus(False), menus(True)
    assert "Nbgrader" in plain, "nbgrader is part of the tests' environment"
    assert "Nbgrader" not in learners and {"File", "Run", "Kernel"} <= set(learners)
