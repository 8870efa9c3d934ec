"""python -m course_lib.studies --help"""

from course_lib.studies.commands import main
from course_lib.terminal import accept_every_character

if __name__ == "__main__":
    accept_every_character()
    raise SystemExit(main())
