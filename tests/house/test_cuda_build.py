"""PyTorch's build for CUDA, on a machine with CUDA's compiler and without a GPU, prints nothing that a learner must read."""

import subprocess
import sys

import pytest

PRETENDED = """if True:
    import logging, os, sys, torch
    os.environ["CUDA_HOME"] = os.path.dirname(os.__file__)  # a folder that exists, as a CUDA installation would
    torch.cuda._is_compiled, torch.cuda.is_available, torch.version.cuda = (lambda: True), (lambda: False), "13.0"
"""


def stderr_of(code):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PRETENDED + code], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


IMPORTED = "    import torch.utils.cpp_extension\n"  # as Inductor does when it compiles for the first time


def test_pytorch_says_it_without_the_course():
    """So the next test can fail; a PyTorch that says nothing any more needs no filter: delete it, with these tests."""
    assert "No CUDA runtime is found" in stderr_of(IMPORTED)


@pytest.mark.parametrize("room", ["course_lib.lesson", "course_lib.activations"])
def test_with_the_course_nothing_is_said(room):
    assert stderr_of(f"    import {room}\n" + IMPORTED) == ""


def test_every_other_message_of_that_logger_comes_through():
    said = stderr_of(
        "    import course_lib\n    logging.getLogger('torch.utils.cpp_extension').warning('other')\n"
    )
    assert "other" in said
