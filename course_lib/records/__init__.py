"""Stored evidence: a tidy frame with the command that made it, the date, the machine and the versions.

    save(new_record(frame, "python -m …", ("torch",)), path)      written whole, or not at all
    load(path, {"ulp": float, "region": str}).frame               refused when damaged or foreign

One file a record: JSON with one row of the frame on each line, so that a change shows as the lines that changed. What a
lesson, a claim or a test prints from a record is what the named machine measured on that date, not what this one does.
"""

from course_lib.records.record import Record, RecordError, new_record, this_machine, versions
from course_lib.records.storage import load, save

__all__ = ["Record", "RecordError", "load", "new_record", "save", "this_machine", "versions"]
