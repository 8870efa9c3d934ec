"""The library of the softplus course. Each room is a package; import from its face, the `__init__.py`.

    from course_lib.activations import softplus        the formulas
    from course_lib.accuracy import worst_ulp          how wrong a formula is, and where
    from course_lib.lesson import show, explore        what a notebook shows a person
    from course_lib.checks import check, hint          one verdict for each way an answer can be wrong
    from course_lib.claims import show_claim           a sentence of the course, measured again

No room is imported here, so that a lesson loads only the rooms that it uses.
"""

import logging

__version__ = "0.1.0"


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Everything but one line of PyTorch's build for CUDA: "No CUDA runtime is found, using CUDA_HOME=…".

    That build prints it on stderr the first time that something is compiled, for a CPU too, on a machine that has CUDA's
    compiler and no GPU. It is meant for those who build CUDA extensions, which nothing here does.
    """
    return not str(record.msg).startswith("No CUDA runtime is found")


logging.getLogger("torch.utils.cpp_extension").addFilter(_is_worth_a_line)
