"""`python -m course_lib.classroom ASSIGNMENT …`: the class report, as text and as a page below feedback/."""

import sys
from pathlib import Path

from course_lib.classroom.report import as_text, class_report, write_pages
from course_lib.terminal import accept_every_character


def main(names: list[str]) -> int:
    if not names or names[0].startswith("-"):
        print(__doc__)
        print("Run it in the course folder, after: nbgrader autograde ASSIGNMENT")
        return 2
    for name in names:
        try:
            report = class_report(Path.cwd(), name)
        except FileNotFoundError as error:
            print(error, file=sys.stderr)
            return 1
        print(as_text(report))
        for page in write_pages(Path.cwd(), report):
            print(f"wrote {page.relative_to(Path.cwd()).as_posix()}")
    return 0


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
