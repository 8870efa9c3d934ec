"""Every example in the rooms' docstrings runs and prints what it says."""

import doctest
import importlib
import pkgutil

import pytest
import torch

import course_lib.accuracy
import course_lib.activations

ROOMS = (course_lib.activations, course_lib.accuracy)
MODULES = [f"{room.__name__}.{found.name}" for room in ROOMS for found in pkgutil.iter_modules(room.__path__)]
LEARNERS_READ = [name for name in course_lib.activations.__all__ if name[0].islower()]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples_print_what_they_say(name):
    module = importlib.import_module(name)
    result = doctest.testmod(module, extraglobs={"torch": torch})
    assert result.failed == 0


@pytest.mark.parametrize("name", LEARNERS_READ)
def test_every_public_function_of_activations_has_an_example_or_a_source(name):
    text = getattr(course_lib.activations, name).__doc__
    assert ">>>" in text or "Source" in text or name in ("cuts", "tensorflow_cut", "implementation")


@pytest.mark.parametrize("name", list(course_lib.activations.IMPLEMENTATIONS))
def test_every_form_states_edges_accuracy_example_and_source(name):
    function = course_lib.activations.IMPLEMENTATIONS[name].function
    for part in ("Edges:", "Accuracy:", "ULP", ">>>", "Source:"):
        assert part in function.__doc__, part
