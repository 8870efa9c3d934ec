EXPECTED = "not-a-dict"
last_step = ["sigmoid", "softmax", "sigmoid", "softplus", "nothing"]
