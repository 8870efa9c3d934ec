"""How the digits are kept: the value on plain tensors, right at every β. Imports `autograd` and knows no form."""
