"""Derivatives, torch.compile and the transforms of torch.func, for any code that computes the value."""
