"""What an answer is, in words: its type, the names in its code, and whether it is the stub as it was handed out."""

from __future__ import annotations

import dis
import inspect
import types
from typing import Any

import torch

from course_lib.checks.evidence import MOST_TEXT, Description, Failure
from course_lib.checks.student.used_names import own_functions, used_names


def plain_text(text: object) -> str:
    """At most `MOST_TEXT` characters of `str(text)`; an object whose str fails is named by its type."""
    try:
        words = str(text)
    except Exception:
        words = f"<{type(text).__name__} that cannot be printed>"
    words = words[: MOST_TEXT + 1].encode("utf-8", "replace").decode("utf-8")
    return words if len(words) <= MOST_TEXT else words[:MOST_TEXT] + " …"


def plain_repr(thing: object) -> str:
    """At most `MOST_TEXT` characters of `repr(thing)`; an object whose repr fails is named by its type."""
    try:
        return plain_text(repr(thing))
    except Exception:
        return f"<{type(thing).__name__} that cannot be printed>"


def failure(error: BaseException) -> Failure:
    return Failure(type(error).__name__, plain_text(error))


def described(answer: Any) -> Description:
    """Never raises, whatever the learner's object does when it is looked at."""
    names, spelled, consts = used_names(answer)
    namespace = _look(answer, "__globals__", {})
    shadowed = [
        name
        for name in ("torch", "math", "F")
        if name in spelled and name in namespace and not isinstance(namespace[name], types.ModuleType)
    ]
    return Description(
        type=type(answer).__name__,
        callable=callable(answer),
        value=plain_repr(answer) if not callable(answer) else "",
        module=plain_text(_look(answer, "__module__", "") or ""),
        qualname=plain_text(_look(answer, "__qualname__", "") or type(answer).__name__),
        names=tuple(sorted(names)[:200]),
        dots=Ellipsis in consts,
        does_nothing=_does_nothing(answer),
        shadowed=tuple(shadowed),
    )


def _look(thing: Any, name: str, default: Any) -> Any:
    """An attribute of the learner's object, whose own `__getattr__` may raise anything."""
    try:
        return getattr(thing, name, default)
    except Exception:
        return default


def _does_nothing(answer: Any) -> bool:
    """Is it the stub as handed out: an empty function, or a class that builds nothing and whose forward is empty?"""
    if not isinstance(answer, type):
        functions = own_functions(answer)
        return bool(functions) and _empty(functions[0].__code__)
    own = {name: member.__code__ for name, member in vars(answer).items() if inspect.isfunction(member)}
    if not own and issubclass(answer, torch.nn.Module) and answer.forward is torch.nn.Module.forward:
        return True
    built = {name for code in own.values() for name in code.co_names} - {"super", "__init__"}
    return "forward" in own and _empty(own["forward"]) and not built


def _empty(code: types.CodeType) -> bool:
    """Only a docstring, `...` or `pass`: then the function has no instruction of its own."""
    quiet = {"RESUME", "RETURN_CONST", "LOAD_CONST", "RETURN_VALUE", "NOP", "COPY_FREE_VARS"}
    steps = list(dis.get_instructions(code))
    returned = [step.argval for step in steps if step.opname in ("RETURN_CONST", "LOAD_CONST")]
    return all(step.opname in quiet for step in steps) and returned == [None]
