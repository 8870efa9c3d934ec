"""May the numbers of these tensors be looked at, here and now?"""

import torch

# inside torch.func's grad, vmap, jvp …? A PyTorch that has no answer: yes
transform_is_active = getattr(torch._C, "_are_functorch_transforms_active", lambda: True)
_modes = getattr(torch._C, "_len_torch_dispatch_stack", lambda: 0)


def may_read(*tensors):
    """True for tensors whose memory holds their numbers, while nobody records or transforms what is done with them.

    Only then may code outside PyTorch read them, or a branch depend on them. Not ordinary: meta and fake tensors and other
    subclasses, lazily negated or zero tensors; anything under torch.func, a dispatch mode (make_fx, linearize), tracing or
    compiling, where a result must come from PyTorch's own operations.
    """
    if transform_is_active() or _modes() or torch.compiler.is_compiling() or torch.jit.is_tracing():
        return False
    return all(_holds_numbers(tensor) for tensor in tensors)


def _holds_numbers(tensor):
    if type(tensor) not in (torch.Tensor, torch.nn.Parameter) or tensor.is_meta:
        return False
    return not tensor.is_neg() and not tensor._is_zerotensor()
