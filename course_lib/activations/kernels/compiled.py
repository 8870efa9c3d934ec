"""Compile a function of rows once for each dtype, and afterwards call the compiled code directly.

`torch.compile` asks a list of questions (guards) at every call: 12 µs when the processor has them at hand, and more than
100 µs when the arrays have just driven them from its caches. Here the answers are known: same dtype, contiguous rows of
ROW elements, no gradients; only the number of rows varies. So the first call of a dtype goes through `torch.compile`
with a backend that keeps what Inductor made, and the later ones call that.
"""

from typing import Any

import torch

# let the compiler fuse a·b + c; take the number of threads when it runs, not when it compiles
OPTIONS: dict[str, Any] = {"cpp.enable_floating_point_contract_flag": "fast", "cpp.dynamic_threads": True}
ROW = 64  # a multiple of every vector's length. Were it free to vary, the loops would be 1.5 times slower


def compiled(kernel):
    """kernel(result, *inputs), which writes `result` in place, as a function of the same arguments, compiled.

    result and the tensors of its shape: CPU tensors (rows, ROW), contiguous; others: 0-d, always of the same dtype.
    The first call for a dtype compiles (seconds); it raises what the compiler says, for example that there is none.
    """
    direct: dict = {}

    def call(*arguments):
        dtype = arguments[0].dtype
        if dtype in direct:
            code, order = direct[dtype]
            code(*[arguments[0].shape[0] if place is None else arguments[place] for place in order])
        else:
            direct[dtype] = _compile(kernel, arguments)

    return call


def _compile(kernel, arguments):
    """Run the kernel once; return its code, and for each argument of the code which of ours it is (None: the rows)."""
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
    with torch.no_grad():
        torch.compile(kernel, fullgraph=True, backend=keep)(*arguments)
    ((code, order),) = found
    if (
        sorted(place for place in order if place is not None) != list(range(len(arguments)))
        or None not in order
    ):
        raise RuntimeError(
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
    flat = [tensor.detach().reshape(-1).contiguous() for tensor in tensors]
    result = torch.empty_like(flat[0])
    scalars = () if scalar is None else (scalar,)
    size = result.numel()
    whole = size - size % ROW
    for span in [slice(0, whole)] if whole == size else [slice(0, whole), slice(size - 2 * ROW, size)]:
        kernel(*(part[span].view(-1, ROW) for part in (result, *flat)), *scalars)
    return result.view(tensors[0].shape)
