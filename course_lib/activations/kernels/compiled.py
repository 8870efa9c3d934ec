"""Compile a function of rows once for each dtype, and afterwards call the compiled code directly.

`torch.compile` checks a list of conditions (guards) at every call. That takes 12 µs when they are in the processor's caches,
and more than 100 µs when large arrays have just replaced them there. Here the conditions are known to hold: same dtype,
contiguous rows of ROW elements, no gradients; only the number of rows varies. So the first call for a dtype goes through
`torch.compile` with a backend that keeps the code that Inductor made, and later calls go to that code.
"""

import threading
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

# Let the compiler fuse a·b + c; take the number of threads when it runs, not when it compiles; and give a name to a
# result that is used again as soon as it took more than 30 operations (PyTorch 2.13: 50). Otherwise Inductor writes it
# out at each use: 7,000 operations for the value, 8 seconds instead of 3. It is one pass over memory either way.
OPTIONS: dict[str, Any] = {
    "cpp.enable_floating_point_contract_flag": "fast",
    "cpp.dynamic_threads": True,
    "realize_opcount_threshold": 30,
}
ROW = 64  # a multiple of every vector's length. Were it free to vary, the loops would be 1.5 times slower


class NotCompiled(RuntimeError):
    """There is no compiled code, for the reason given; the caller's other way is PyTorch's operations."""


def compiled(kernel: Callable[..., Any]) -> Callable[..., None]:
    """kernel(result, *inputs), which writes `result` in place, as a function of the same arguments, compiled.

    result and the tensors of its shape: CPU tensors (rows, ROW), contiguous; others: 0-d, always of the same dtype.
    The first call for a dtype compiles (seconds); it raises NotCompiled where that does not work, and says why.
    """
    code_of: dict[torch.dtype, tuple] = {}
    one_at_a_time = threading.Lock()

    def call(*arguments):
        dtype = arguments[0].dtype
        if dtype not in code_of:
            with one_at_a_time:
                if dtype not in code_of:
                    code_of[dtype] = _compile(kernel, arguments)
                    return
        code, order = code_of[dtype]
        code(*[arguments[0].shape[0] if place is None else arguments[place] for place in order])

    return call


def _compile(kernel, arguments):
    """Run the kernel once; return its code, and the order in which the code wants its arguments.

    Dynamo may reorder them, and puts in the number of rows. So the order is read off the first call: for each argument
    of the code the index of ours, or None where it wants the number of rows. A PyTorch that does anything else is
    refused here, before its code is ever called directly.
    """
    from torch._inductor.compile_fx import compile_fx

    kept = []

    def keep_code(graph, examples):
        code: Any = compile_fx(graph, examples, config_patches=OPTIONS)

        def call_first(*given):
            kept.append((code, [_position(thing, arguments) for thing in given]))
            return code(*given)

        return call_first

    for tensor in arguments:
        if tensor.ndim:
            torch._dynamo.mark_dynamic(tensor, 0)
    try:
        with torch.no_grad():
            torch.compile(kernel, fullgraph=True, backend=keep_code)(*arguments)
    except Exception as error:  # Dynamo, Inductor, the compiler: each has its own kinds
        raise NotCompiled(str(error).strip() or type(error).__name__) from error
    if len(kept) != 1:
        raise NotCompiled("torch.compile is switched off (TORCHDYNAMO_DISABLE, set_stance …)")
    ((code, order),) = kept
    places = sorted(place for place in order if place is not None)
    if places != list(range(len(arguments))) or None not in order:
        raise NotCompiled(f"this PyTorch gives compiled code other arguments ({order}); use softplus.")
    return code, order


def _position(thing, arguments):
    """Which of our arguments the compiled code was given: an index, or None for the number of rows."""
    if isinstance(thing, int):
        return None
    return next((place for place, argument in enumerate(arguments) if thing is argument), -1)


def in_rows(kernel: Callable[..., None], *tensors: Tensor, scalar: Tensor | None = None) -> Tensor:
    """The compiled kernel's result, of the first tensor's shape and dtype.

    What is left after whole rows is done together with some rows once again.
    """
    like = tensors[0]
    result = torch.empty(like.shape, dtype=like.dtype, device=like.device)
    flat = [result.view(-1), *(tensor.detach().reshape(-1).contiguous() for tensor in tensors)]
    scalars = () if scalar is None else (scalar,)
    size = result.numel()
    whole = size - size % ROW
    for span in [slice(0, whole)] if whole == size else [slice(0, whole), slice(size - 2 * ROW, size)]:
        kernel(*(part[span].view(-1, ROW) for part in flat), *scalars)
    return result
