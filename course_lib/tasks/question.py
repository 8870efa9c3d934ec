"""A question: what an answer is asked, as plain data. Nothing of the key: no expected value, no tolerance, no line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Setting = bool | int | float | str | None
NO_SETTINGS: Mapping[str, Setting] = MappingProxyType({})
NO_TENSORS: Mapping[str, tuple[float, ...]] = MappingProxyType({})

DERIVATIVES = ("slope", "curvature")
MEASURES = ("value", *DERIVATIVES, "parameters", "gradients", "kept")
"""What a question may want (`course_lib/checks/student/measures.py` says how each is measured)."""


@dataclass(frozen=True)
class Question:
    """One call of the learner's function or module f, and what is wanted of it: some of `MEASURES`.

    `x` holds the values of the first argument, flat; `shape` None is one row; `layout` is `plain` or `strided`
    (every second element of a longer tensor). `others` are further tensors by name, `settings` plain keyword arguments.

    For a module: `parameters` are pairs (shape, flat values) that a copy is given first; then the copy makes `steps`
    steps of gradient descent with `rate`, down the sum of its output. With `shift` the module itself answers while each
    of its trainable numbers is that much larger: what it computed before then stays behind. Slope and curvature are
    those of f(x)**`power`, by an arriving gradient of `weight`, which is divided out again.
    """

    name: str
    wants: tuple[str, ...] = ("value",)
    x: tuple[float, ...] = ()
    others: Mapping[str, tuple[float, ...]] = field(default_factory=lambda: NO_TENSORS)
    settings: Mapping[str, Setting] = field(default_factory=lambda: NO_SETTINGS)
    dtype: str = "float32"
    shape: tuple[int, ...] | None = None
    layout: str = "plain"
    parameters: tuple[tuple[tuple[int, ...], tuple[float, ...]], ...] = ()
    steps: int = 0
    rate: float = 0.0
    shift: float = 0.0
    weight: float = 1.0
    power: int = 1


@dataclass(frozen=True)
class Questions:
    """All that one task asks: `answer_name` is the name that the notebook defines, `seconds` the time for everything.

    A model is built with `arguments`, after torch is seeded with `seed`.
    """

    task: str
    kind: str
    answer_name: str
    seed: int
    seconds: float
    asked: tuple[Question, ...] = ()
    arguments: Mapping[str, Setting | tuple[float, ...]] = field(default_factory=lambda: NO_SETTINGS)
