import numpy as np

samples = np.array([0.6, 0.615, 0.58, 0.655, 0.63, 0.595, 0.61, 0.64, 0.57, 0.625, 0.605, 0.62, 0.665, 0.59, 0.6, 0.635, 0.645, 0.585, 0.62, 0.61])
means = [np.median(np.random.default_rng(k).choice(samples, 20)) for k in range(200)]
low, high = np.quantile(means, [0.025, 0.975])
dead_networks = {"samples": samples, "low": low, "high": high, "verdict": "more than half"}
