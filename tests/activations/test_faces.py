"""The rooms' faces: every example prints what it says; docstrings and types are complete."""

import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
import torch

import course_lib.accuracy
import course_lib.activations

ROOMS = (course_lib.activations, course_lib.accuracy)
MODULES = [
    found.name
    for room in ROOMS
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    if found.name.split(".")[-1] not in ("__main__", "triton_kernels")  # runs when imported; needs triton
]
LEARNERS_READ = [name for name in course_lib.activations.__all__ if name[0].islower()]


@pytest.mark.parametrize("name", MODULES)
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


@pytest.mark.parametrize("name", course_lib.activations.__all__)
def test_every_public_function_says_its_types(name):
    thing = getattr(course_lib.activations, name)
    found = [thing] if inspect.isfunction(thing) else vars(thing).values() if inspect.isclass(thing) else []
    for function in filter(inspect.isfunction, found):
        if function.__module__ == "dataclasses":  # Python 3.13 adds __replace__, without types
            continue
        if function.__name__ == "__init__" or not function.__name__.startswith("__"):
            assert untyped(function) == [], function.__qualname__


def untyped(function):
    """The parameters without a type, and "return" where there is none."""
    signature = inspect.signature(function)
    bare = [p.name for p in signature.parameters.values() if p.annotation is p.empty and p.name != "self"]
    return bare + ["return"] * (signature.return_annotation is signature.empty)


def test_a_missing_type_is_noticed():
    def half(x, beta: float = 1.0):
        return x

    assert untyped(half) == ["x", "return"]


def test_autograd_knows_no_arithmetic():
    """The folders behind the shelf have one order: arithmetic stands on autograd, never the other way."""
    for path in sorted((Path(course_lib.activations.__file__).parent / "autograd").glob("*.py")):
        assert "activations.arithmetic" not in path.read_text(encoding="utf-8"), path.name
