"""PyTorch as it is right after its import, for the length of a check, whatever the notebook has set or entered."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.overrides import _len_torch_function_stack, _pop_mode, _push_mode  # type: ignore[attr-defined]
from torch.utils import _python_dispatch


@contextmanager
def plain_torch() -> Iterator[None]:
    """Inside: the CPU, float32, gradients on, no inference mode, no autocast, no mode of any kind. Then all as before.

    A mode is what `with torch.device(…)`, a `TorchFunctionMode` or a `TorchDispatchMode` puts between a call and torch.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        put_back = _without_modes()
        try:
            with torch.inference_mode(False), torch.enable_grad(), torch.autocast("cpu", enabled=False):
                dtype = torch.get_default_dtype()
                torch.set_default_dtype(torch.float32)
                try:
                    yield
                finally:
                    torch.set_default_dtype(dtype)
        finally:
            put_back()


def _without_modes() -> Callable[[], None]:
    """Takes all modes away and returns what puts them back; so a default device goes too, which is a mode."""
    dispatching = [_python_dispatch._pop_mode() for _ in range(_python_dispatch._len_torch_dispatch_stack())]
    calling = _popped_functions()
    of_device: Any = torch._GLOBAL_DEVICE_CONTEXT
    device = getattr(of_device, "device_context", None)
    of_device.device_context = None

    def put_back() -> None:
        _popped_functions()
        of_device.device_context = device
        for mode in reversed(calling):
            _push_mode(mode)
        for mode in reversed(dispatching):
            _python_dispatch._push_mode(mode)

    return put_back


def _popped_functions() -> list[Any]:
    return [_pop_mode() for _ in range(_len_torch_function_stack())]
