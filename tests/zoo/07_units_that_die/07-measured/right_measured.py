import torch


def share_dead(seed, count=100):
    draws = torch.Generator().manual_seed(seed)
    h = torch.tensor([-2.0, -1.0, 1.0, 2.0])[None, :, None].expand(count, -1, -1)
    for inputs in (1, *[3] * 9):
        h = torch.relu(h @ torch.randn(count, inputs, 3, generator=draws))
    return ((h[:, 0] == h[:, 1]) & (h[:, 2] == h[:, 3])).all(1).double().mean().item()


samples = [share_dead(seed) for seed in range(24)]
ordered = sorted(samples)
dead_networks = {"samples": samples, "low": ordered[6], "high": ordered[17], "verdict": "more than half"}
