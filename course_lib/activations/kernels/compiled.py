"""Compile a function of rows once for each dtype, and afterwards call the compiled code directly.

`torch.compile` asks a list of questions (guards) at every call: 12 µs when the processor has them at hand, and more than
100 µs when the arrays have just driven them from its caches. Here the answers are known: same dtype, contiguous rows of
ROW elements, no gradients; only the number of rows varies. So the first call of a dtype goes through `torch.compile`
with a backend that keeps what Inductor made, and the later ones call that.
"""

import threading
from typing import Any

import torch

# let the compiler fuse a·b + c; take the number of threads when it runs, not when it compiles
OPTIONS: dict[str, Any] = {"cpp.enable_floating_point_contract_flag": "fast", "cpp.dynamic_threads": True}
ROW = 64  # a multiple of every vector's length. Were it free to vary, the loops would be 1.5 times slower


class NotCompiled(RuntimeError):
    """There is no compiled code, for the reason given; the caller's other way is PyTorch's operations."""


def compiled(kernel):
    """kernel(result, *inputs), which writes `result` in place, as a function of the same arguments, compiled.

    result and the tensors of its shape: CPU tensors (rows, ROW), contiguous; others: 0-d, always of the same dtype.
    The first call for a dtype compiles (seconds); it raises NotCompiled where that does not work, and says why.
    """
    direct: dict = {}
    one_at_a_time = threading.Lock()

    def call(*arguments):
        dtype = arguments[0].dtype
        if dtype not in direct:
            with one_at_a_time:
                if dtype not in direct:
                    direct[dtype] = _compile(kernel, arguments)
                    return
        code, order = direct[dtype]
        code(*[arguments[0].shape[0] if place is None else arguments[place] for place in order])

    return call


def _compile(kernel, arguments):
    """Run the kernel once; return its code, and the order in which the code wants its arguments.

    Dynamo may reorder them, and puts in the number of rows. So the order is read off the first call: for each argument
    of the code the index of ours, or None where it wants the number of rows. A PyTorch that does anything else is
    refused here, before its code is ever called directly.
    """
    from torch._inductor.compile_fx import compile_fx

    found = []

    def keep(graph, examples):
        code: Any = compile_fx(graph, examples, config_patches=OPTIONS)

        def first(*given):
            found.append((code, [_place(thing, arguments) for thing in given]))
            return code(*given)

        return first

    for tensor in arguments:
        if tensor.ndim:
            torch._dynamo.mark_dynamic(tensor, 0)
    try:
        with torch.no_grad():
            torch.compile(kernel, fullgraph=True, backend=keep)(*arguments)
    except Exception as error:  # Dynamo, Inductor, the compiler: each has its own kinds
        raise NotCompiled(str(error).strip() or type(error).__name__) from error
    if len(found) != 1:
        raise NotCompiled(
            "torch.compile did not compile: it is switched off (TORCHDYNAMO_DISABLE, set_stance …)"
        )
    ((code, order),) = found
    if (
        sorted(place for place in order if place is not None) != list(range(len(arguments)))
        or None not in order
    ):
        raise NotCompiled(
            f"this PyTorch compiles kernels with arguments of another form ({order}); use softplus."
        )
    return code, order


def _place(thing, arguments):
    """Which of our arguments the compiled code was given: an index, or None for the number of rows."""
    if isinstance(thing, int):
        return None
    return next((place for place, argument in enumerate(arguments) if thing is argument), -1)


def in_rows(kernel, *tensors, scalar=None):
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
