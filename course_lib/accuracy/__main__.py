"""python -m course_lib.accuracy --help"""

from course_lib.accuracy.commands import main
from course_lib.terminal import accept_every_character

if __name__ == "__main__":
    accept_every_character()
    raise SystemExit(main())
