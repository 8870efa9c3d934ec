"""The course's own function under the learner's name."""

from course_lib.activations import softplus  # noqa: F401

EXPECTED = "calls-ready-form"
