"""The long run of each study, as a record: what it found with its seeds, and again with other seeds."""

from __future__ import annotations

import time
from concurrent.futures import Executor
from pathlib import Path

from course_lib.records import Record, load, new_record, save
from course_lib.studies.catalogue import study
from course_lib.studies.running import StudyError

FOLDER = Path(__file__).resolve().parent / "recorded"
COLUMNS = {"seed": int, "condition": str, "step": int, "metric": str, "value": float}


def path_of(name: str, again: bool = False, folder: Path = FOLDER) -> Path:
    """Where the record of a study lies."""
    return folder / f"{name}{'_again' if again else ''}.json"


def record(
    name: str,
    again: bool = False,
    executor: Executor | None = None,
    progress: bool = False,
    folder: Path = FOLDER,
) -> Path:
    """Run the long version of a study and store its frame; `again` takes other seeds. The path of the record.

    The record holds the command, the configuration in words, the seeds and the seconds that the run took. It is written
    whole or not at all. Raises StudyError for an unknown name.
    """
    module = study(name)
    began = time.perf_counter()
    frame = module.run(module.LONG, seeds_of(name, again), executor, progress)
    kept = new_record(
        frame,
        f"python -m course_lib.studies record {name}{' --again' if again else ''}",
        ("torch", "numpy"),
        configuration=configuration_of(name),
        seeds=words_for(seeds_of(name, again)),
        seconds=round(time.perf_counter() - began, 1),
    )
    folder.mkdir(parents=True, exist_ok=True)
    save(kept, path_of(name, again, folder))
    return path_of(name, again, folder)


def recorded(name: str, again: bool = False, folder: Path = FOLDER) -> Record:
    """The stored record of a study: `.frame` with seed, condition, step, metric and value, `.machine`, `.command`.

    Raises StudyError for an unknown name, for a study that nobody has recorded, and for a record of other settings than
    the study has today.
    """
    study(name)
    path = path_of(name, again, folder)
    command = f"python -m course_lib.studies record {name}{' --again' if again else ''}"
    if not path.exists():
        raise StudyError(
            f"the study {name!r} has no record{' of other seeds' if again else ''}; make it: {command}"
        )
    kept = load(path, COLUMNS)
    found = (kept.machine.get("configuration"), kept.machine.get("seeds"))
    if found != (configuration_of(name), words_for(seeds_of(name, again))):
        raise StudyError(
            f"the record {path.name} was made with {found}; the study has changed. Make it anew: {command}"
        )
    return kept


def configuration_of(name: str) -> str:
    """The long configuration as Python writes it."""
    return repr(study(name).LONG)


def seeds_of(name: str, again: bool) -> tuple[int, ...]:
    """The seeds of the long run, or of its repetition: no seed is in both."""
    module = study(name)
    return tuple(module.SEEDS_AGAIN if again else module.SEEDS)


def words_for(seeds: tuple[int, ...]) -> str:
    """ "0 to 19" for consecutive seeds, else all of them."""
    in_a_row = seeds == tuple(range(seeds[0], seeds[0] + len(seeds)))
    return f"{seeds[0]} to {seeds[-1]}" if in_a_row else ", ".join(map(str, seeds))
