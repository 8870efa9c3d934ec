"""The value of softplus on plain tensors, accurate at every β. Imports `autograd` and knows no form."""
