"""The course on the command line: `python -m course_lib COMMAND`.

doctor     is this machine ready? OK / WARN / FAIL lines, each with its repair (exit status 1 on a FAIL)
progress   which lessons, predictions and exercises are done
copies     make or refresh the learner's copies in my_course/ (what you have touched is never overwritten)
claims     measure the claims again: all of them, or those named (`claims C07 C08`)
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from course_lib.journal import JournalError
from course_lib.terminal import accept_every_character


def doctor(_names: Sequence[str]) -> int:
    from course_lib.lesson import doctor_command

    return doctor_command()


def progress(_names: Sequence[str]) -> int:
    from course_lib.lesson import progress_command

    return progress_command()


def copies(names: Sequence[str]) -> int:
    from course_lib.lesson import copies_command

    return copies_command(Path.cwd(), *(Path(name) for name in names))


def claims(names: Sequence[str]) -> int:
    from course_lib.claims import claims_command

    return claims_command(names)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "doctor": doctor,
    "progress": progress,
    "copies": copies,
    "claims": claims,
}

MOST_NAMES = {"doctor": 0, "progress": 0, "copies": 1}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m course_lib", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument(
        "names", nargs="*", default=[], help="what the command is about, where it takes names"
    )
    given = parser.parse_args(argv)
    most = MOST_NAMES.get(given.command)
    if most is not None and len(given.names) > most:
        parser.error(
            f"{given.command} takes at most {most} name{'s' * (most != 1)}; it got {' '.join(given.names)}"
        )
    try:
        return COMMANDS[given.command](given.names)
    except JournalError as error:  # its message says where and what to do; the traceback would bury it
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main())
