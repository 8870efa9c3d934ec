"""The library of the softplus course. Each room is a package; import from its face, the `__init__.py`.

    from course_lib.activations import softplus        the formulas
    from course_lib.accuracy import worst_ulp          how wrong a formula is, and where
    from course_lib.lesson import show, explore        what a notebook shows a person
    from course_lib.checks import check, hint          one verdict for each way an answer can be wrong
    from course_lib.claims import show_claim           a sentence of the course, measured again

Nothing is imported here, so that a lesson loads only the rooms that it uses.
"""

__version__ = "0.1.0"
