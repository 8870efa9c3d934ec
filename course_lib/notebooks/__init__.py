"""Notebooks as they are read: their cells and outputs (`Notebook`), and the names that an answer in them uses.

Light: the standard library only, and nothing of a notebook runs.
"""

from course_lib.notebooks.reader import Cell, Notebook, NotebookError, Output
from course_lib.notebooks.source_names import names_used, names_used_apart

__all__ = ["Cell", "Notebook", "NotebookError", "Output", "names_used", "names_used_apart"]
