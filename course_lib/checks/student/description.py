"""What an answer is, in words: its type, the names in its code, and whether it is the stub as it was handed out."""

from __future__ import annotations

import dis
import inspect
import types
from typing import Any

from course_lib.checks.evidence import MOST_TEXT, Description, Failure


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
    names, consts = _names_used(answer)
    namespace = _look(answer, "__globals__", {})
    shadowed = [
        name
        for name in ("torch", "math", "F")
        if name in names and name in namespace and not isinstance(namespace[name], types.ModuleType)
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


def _unwrapped(answer: Any) -> Any:
    """The function inside its decorators; the answer itself where that chain is broken or a circle."""
    try:
        return inspect.unwrap(answer)
    except Exception:
        return answer


def _codes(answer: Any) -> list[types.CodeType]:
    """The code objects of a function, or of the methods of a class, a module or an object that is called."""
    if isinstance(answer, type):
        members = [member for member in vars(answer).values() if inspect.isfunction(member)]
        return [member.__code__ for member in members]
    code = _look(_unwrapped(answer) if callable(answer) else answer, "__code__", None)
    if isinstance(code, types.CodeType):
        return [code]
    kind = type(answer)
    return _codes(kind) if kind.__module__ == "__main__" else []


def _names_used(answer: Any) -> tuple[set[str], list[Any]]:
    """Every name and constant in the answer's code, in nested functions and in helpers of the same notebook."""
    names: set[str] = set()
    consts: list[Any] = []
    waiting, done = _codes(answer), set()
    namespace = _look(answer, "__globals__", {})
    while waiting:
        code = waiting.pop()
        if code in done:
            continue
        done.add(code)
        names.update(code.co_names)
        for const in code.co_consts:
            if isinstance(const, types.CodeType):
                waiting.append(const)
            else:
                consts.append(const)
        for name in code.co_names:
            helper = namespace.get(name)
            if inspect.isfunction(helper) and helper.__globals__ is namespace:
                waiting.append(helper.__code__)
    return names, consts


def _does_nothing(answer: Any) -> bool:
    """Is it the stub as handed out: an empty function, or a class that builds nothing and whose forward is empty?"""
    if not isinstance(answer, type):
        codes = _codes(answer)
        return bool(codes) and _empty(codes[0])
    own = {name: member.__code__ for name, member in vars(answer).items() if inspect.isfunction(member)}
    built = {name for code in own.values() for name in code.co_names} - {"super", "__init__"}
    return "forward" in own and _empty(own["forward"]) and not built


def _empty(code: types.CodeType) -> bool:
    """Only a docstring, `...` or `pass`: then the function has no instruction of its own."""
    quiet = {"RESUME", "RETURN_CONST", "LOAD_CONST", "RETURN_VALUE", "NOP", "COPY_FREE_VARS"}
    steps = list(dis.get_instructions(code))
    returned = [step.argval for step in steps if step.opname in ("RETURN_CONST", "LOAD_CONST")]
    return all(step.opname in quiet for step in steps) and returned == [None]
