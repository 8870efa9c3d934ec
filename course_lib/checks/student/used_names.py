"""The names that an answer uses, found in its code and in the objects behind them; nothing of the answer runs here."""

from __future__ import annotations

import dis
import functools
import inspect
import types
from collections.abc import Iterator, Mapping
from typing import Any


def used_names(answer: Any) -> tuple[set[str], set[str], list[Any]]:
    """(names at home of what the answer uses, the global names in its code, the constants in it).

    A function or class of the notebook's own is followed and has no name of its own here, so that a helper may be called
    what it likes. Another object counts by the name that it has at home: `f` is `softplus` after
    `from torch.nn.functional import softplus as f`, and so are `partial(f, beta=2)` and a method of a module of torch.
    """
    names: set[str] = set()
    spelled: set[str] = set()
    constants: list[Any] = []
    waiting: list[Any] = [answer]
    done: set[int] = set()
    while waiting:
        thing = waiting.pop()
        if id(thing) in done:
            continue
        done.add(id(thing))
        if thing is not answer:
            names |= _names_of(thing)
        for code, namespace in _own_code(thing, answer):
            for name, is_global in _names_in(code):
                if is_global:
                    spelled.add(name)
                if is_global and _has_names(namespace.get(name)):
                    waiting.append(namespace[name])
                else:
                    names.add(name)
            constants += [one for one in code.co_consts if not isinstance(one, types.CodeType)]
        waiting += _held_by(thing, answer)
    return names, spelled, constants


def own_functions(thing: Any) -> list[types.FunctionType]:
    """The function inside its decorators, or the functions in a class; of another object those of its class."""
    if isinstance(thing, type):
        members = [getattr(member, "__func__", member) for member in vars(thing).values()]
        return [member for member in members if inspect.isfunction(member)]
    try:
        function = inspect.unwrap(thing) if callable(thing) else thing
    except Exception:  # a chain of decorators that is broken, or a circle
        function = thing
    if inspect.isfunction(function):
        return [function]
    kind = type(thing)
    return own_functions(kind) if kind.__module__ == "__main__" else []


def _own_code(thing: Any, answer: Any) -> Iterator[tuple[types.CodeType, Mapping[str, Any]]]:
    """Code of the answer and of what the notebook defines, with the global names that it sees."""
    for function in own_functions(thing):
        if thing is answer or not _is_ready_made(function):
            waiting = [function.__code__]
            while waiting:
                code = waiting.pop()
                yield code, function.__globals__
                waiting += [one for one in code.co_consts if isinstance(one, types.CodeType)]


def _held_by(thing: Any, answer: Any) -> list[Any]:
    """What a partial function wraps, and what the functions of an own thing hold in closures and defaults."""
    if isinstance(thing, functools.partial):
        return [thing.func]
    if thing is not answer and _is_ready_made(thing):
        return []
    held: list[Any] = (
        list(vars(thing).values()) if isinstance(thing, type) and not _is_ready_made(thing) else []
    )
    for function in own_functions(thing):
        held += [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        for cell in function.__closure__ or ():
            try:
                held.append(cell.cell_contents)
            except ValueError:  # not filled yet
                continue
    return [one for one in held if _has_names(one)]


def _names_of(thing: Any) -> set[str]:
    """The name at home of what torch or the course made; nothing for what the notebook defines."""
    if isinstance(thing, types.ModuleType):
        return {thing.__name__.rsplit(".", 1)[-1]}
    named = thing if isinstance(thing, type) or hasattr(thing, "__name__") else type(thing)
    if isinstance(thing, functools.partial) or not _is_ready_made(named):
        return set()
    return {str(getattr(named, "__name__", ""))}


def _is_ready_made(thing: Any) -> bool:
    """Is it torch's, the course's or a builtin? Builtins of torch have no module."""
    home = getattr(thing, "__module__", None) or "builtins"
    return str(home).split(".")[0] in ("torch", "course_lib", "builtins", "numpy", "scipy", "math")


def _has_names(thing: Any) -> bool:
    return thing is not None and (callable(thing) or isinstance(thing, types.ModuleType))


_ATTRIBUTE = ("LOAD_ATTR", "LOAD_METHOD", "LOAD_SUPER", "IMPORT_")


def _names_in(code: types.CodeType) -> Iterator[tuple[str, bool]]:
    """(name, whether it is a global one); attributes of `self` do not count: the class says what they are."""
    before: object = ""
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield str(step.argval), True
        elif before != "self" and step.opname.startswith(_ATTRIBUTE):
            yield from ((name, False) for name in str(step.argval).split("."))
        before = step.argval[-1] if isinstance(step.argval, tuple) and step.argval else step.argval
