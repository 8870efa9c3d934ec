import torch

EXPECTED = "printed"


def softplus(x, beta=1.0):
    for _ in range(200):
        print("x" * 10_000)
    print(torch.logaddexp(beta * x, torch.zeros_like(x)) / beta)
