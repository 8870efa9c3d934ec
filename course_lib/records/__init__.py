"""Stored evidence: a tidy frame with the command that made it, the date, the machine and the versions.

    save(new_record(frame, "python -m …", ("torch",)), path)      written whole, or not at all
    load(path, {"ulp": float, "region": str}).frame               refuses a damaged file and a file of another kind

One file a record: JSON with one row of the frame on each line, so that a diff shows the changed rows. A record
says what the named machine measured on that date. It says nothing about the machine that reads it.
"""

from course_lib.records.record import Record, RecordError, new_record, this_machine, versions
from course_lib.records.storage import load, save

__all__ = ["Record", "RecordError", "load", "new_record", "save", "this_machine", "versions"]
