"""How much memory a function keeps for its backward pass, counted and not timed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from course_lib.timing.errors import TimingError


@dataclass(frozen=True)
class Memory:
    """Bytes of one call of f(x) that is going to be differentiated.

    kept: what autograd saves beside x and the result, each storage once. input, output: of x and of the result.
    peak: the most that the device held during forward and backward above what it held before; None on a CPU, where PyTorch
    does not count it.
    """

    kept: int
    input: int
    output: int
    peak: int | None = None

    @property
    def kept_inputs(self) -> float:
        """`kept` in sizes of x."""
        return self.kept / self.input


def memory(function: Callable[[Tensor], Tensor], x: Tensor) -> Memory:
    """Count what function(x) keeps; x is not changed. Raises TimingError where the result cannot be differentiated."""
    if not isinstance(x, Tensor) or not x.is_floating_point() or x.numel() == 0:
        raise TimingError("memory: give a tensor of real floats with at least one number as x.")
    saved: dict[int, int] = {}

    def note(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        saved[storage.data_ptr()] = storage.nbytes()
        return tensor

    x = (x.detach() + 0).requires_grad_()
    cuda = x.is_cuda
    if cuda:
        torch.cuda.synchronize(x.device)
        torch.cuda.reset_peak_memory_stats(x.device)
        before = torch.cuda.memory_allocated(x.device)
    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        y = function(x)
    if not isinstance(y, Tensor) or not y.requires_grad:
        raise TimingError(
            "memory: the function's result has no gradient; give a function that autograd can differentiate."
        )
    for storage in (x.untyped_storage(), y.untyped_storage()):
        saved.pop(storage.data_ptr(), None)
    peak = None
    if cuda:
        y.sum().backward()  # type: ignore[no-untyped-call]
        torch.cuda.synchronize(x.device)
        peak = torch.cuda.max_memory_allocated(x.device) - before
    return Memory(sum(saved.values()), x.untyped_storage().nbytes(), y.untyped_storage().nbytes(), peak)
