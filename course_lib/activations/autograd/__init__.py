"""How derivatives, torch.compile and the transforms of torch.func are served, whatever computes the value."""
