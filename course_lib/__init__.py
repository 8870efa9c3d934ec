"""The library of the softplus course. Each room is a package with one face; import from the face.

    from course_lib.activations import softplus        the formulas
    from course_lib.accuracy import worst_ulp          how wrong a formula is, and where
    from course_lib.lesson import show, explore        what a notebook shows a person
    from course_lib.checks import check, hint          one verdict for each way an answer can be wrong
    from course_lib.claims import show_claim           a sentence of the course, measured again

Nothing is imported here, so that a lesson pays only for the rooms it enters.
"""

__version__ = "0.1.0"
