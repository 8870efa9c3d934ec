"""The long runs: recorded whole, with the settings of today, and refused when they are of other settings."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from types import SimpleNamespace

import pytest

from course_lib.records import RecordError
from course_lib.studies import Rows, StudyError, catalogue, recorded, run_seeds
from course_lib.studies.commands import main
from course_lib.studies.stored import record, words_for


@dataclass(frozen=True)
class Tiny:
    factor: float = 2.0


def one_seed(config, seed):
    rows = Rows()
    rows.add("relu", "number", config.factor * seed)
    return rows


@pytest.fixture
def tiny(monkeypatch):
    module = SimpleNamespace(LONG=Tiny(), SEEDS=(0, 1, 2), SEEDS_AGAIN=(7, 9))
    module.run = lambda config, seeds, executor=None, progress=False: run_seeds(
        one_seed, config, seeds, executor
    )
    monkeypatch.setitem(catalogue.STUDIES, "tiny", "a question")
    monkeypatch.setattr(catalogue.importlib, "import_module", lambda name: module)
    return module


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("name", catalogue.STUDIES)
def test_every_study_is_recorded_with_the_settings_of_today(name, again):
    frame = recorded(name, again).frame
    module = catalogue.study(name)
    assert set(frame["seed"]) == set(module.SEEDS_AGAIN if again else module.SEEDS)
    assert not set(module.SEEDS) & set(module.SEEDS_AGAIN) and len(module.SEEDS) >= 20


def test_a_record_comes_back(tiny, tmp_path):
    assert record("tiny", folder=tmp_path).name == "tiny.json"
    kept = recorded("tiny", folder=tmp_path)
    assert kept.frame["value"].tolist() == [0.0, 2.0, 4.0]
    assert kept.command == "python -m course_lib.studies record tiny" and kept.machine["seeds"] == "0 to 2"
    record("tiny", again=True, folder=tmp_path)
    assert recorded("tiny", again=True, folder=tmp_path).machine["seeds"] == "7, 9"


def test_what_does_not_fit_is_refused(tiny, tmp_path):
    with pytest.raises(
        StudyError, match=r"'tiny' has no record; make it: python -m course_lib.studies record tiny"
    ):
        recorded("tiny", folder=tmp_path)
    path = record("tiny", folder=tmp_path)
    tiny.LONG = replace(tiny.LONG, factor=3.0)
    with pytest.raises(StudyError, match=r"the study has changed\. Make it anew"):
        recorded("tiny", folder=tmp_path)
    tiny.LONG = Tiny()
    path.write_text(path.read_text(encoding="utf-8").replace("4.0", "4.5"), encoding="utf-8")
    with pytest.raises(RecordError):
        recorded("tiny", folder=tmp_path)
    with pytest.raises(
        StudyError, match="the study 'born' is unknown; known are bayesian_regression, born_dead"
    ):
        recorded("born")


def test_a_run_that_fails_leaves_the_old_record(tiny, tmp_path):
    before = record("tiny", folder=tmp_path).read_bytes()
    tiny.SEEDS = (0,)
    with pytest.raises(StudyError, match="1 seed, expected 2 or more"):
        record("tiny", folder=tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [before]


def test_the_command(capsys):
    assert main(["list"]) == 0 and "born_dead" in capsys.readouterr().out
    assert main(["record", "born"]) == 2 and "unknown; known are" in capsys.readouterr().err
    assert (
        main(["record", "born_dead", "--workers", "0"]) == 2 and "give 1 or more" in capsys.readouterr().err
    )


def test_seeds_in_words():
    assert words_for((3, 4, 5)) == "3 to 5" and words_for((3, 5)) == "3, 5"


@pytest.fixture(scope="module")
def two_workers():
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        yield executor


@pytest.mark.parametrize("name", catalogue.STUDIES)
def test_one_and_two_workers_give_the_same_frame(name, two_workers):
    module = catalogue.study(name)
    spread = module.run(module.SMALL, (0, 1, 2), two_workers)
    assert spread.equals(module.run(module.SMALL, (0, 1, 2)))
