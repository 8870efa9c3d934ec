"""python -m course_lib.accuracy --help"""

from course_lib.accuracy.commands import main

if __name__ == "__main__":
    raise SystemExit(main())
