"""When code may read the numbers of a tensor past PyTorch's own operations, and how it inspects them."""

import torch
from torch.autograd import Function, forward_ad

# inside torch.func's grad, vmap, jvp …? A PyTorch that has no answer: yes
transform_is_active = getattr(torch._C, "_are_functorch_transforms_active", lambda: True)
_dispatch_modes = getattr(torch._C, "_len_torch_dispatch_stack", lambda: 0)


def forward_mode_is_active():
    """Inside `torch.autograd.forward_ad.dual_level`, or a transform that opens one."""
    return getattr(forward_ad, "_current_level", 0) >= 0


def may_read(*tensors):
    """True for tensors whose memory holds their numbers, while nobody records or transforms what is done with them.

    Only then may code outside PyTorch read them, or a branch depend on them. It may not for meta and fake tensors and
    other subclasses, lazily negated or zero tensors; nor under torch.func, a dispatch mode (make_fx, linearize), tracing
    or compiling, where a result must come from PyTorch's own operations.
    """
    if torch.compiler.is_compiling() or torch.jit.is_tracing() or transform_is_active() or _dispatch_modes():
        return False
    return all(_holds_numbers(tensor) for tensor in tensors)


def _holds_numbers(tensor):
    if type(tensor) not in (torch.Tensor, torch.nn.Parameter) or tensor.is_meta:
        return False
    return not tensor.is_neg() and not tensor._is_zerotensor()


def inspect_numbers(tensor, refuse):
    """Call `refuse` (which may raise) on the plain numbers of a tensor, also under vmap, grad and jvp.

    Not on meta tensors, which have no numbers, nor while compiling, where a graph must not depend on them.
    """
    if not torch.compiler.is_compiling() and not tensor.is_meta:
        _Inspect.apply(tensor.detach(), refuse)


class _Inspect(Function):
    """The transforms of torch.func unwrap what they hand to a Function's forward: there the numbers are plain."""

    @staticmethod
    def forward(tensor, refuse):
        refuse(tensor)
        return tensor.new_empty(0)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.mark_non_differentiable(output)

    @staticmethod
    def vmap(info, in_dims, tensor, refuse):
        return _Inspect.apply(tensor, refuse), None
