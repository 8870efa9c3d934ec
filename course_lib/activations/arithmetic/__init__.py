"""The value of softplus on plain tensors, accurate at every β. Uses `autograd` (which uses product.py) and knows no form."""
