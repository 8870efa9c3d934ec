ordered = sorted([0.6, 0.615, 0.58, 0.655, 0.63, 0.595, 0.61, 0.64, 0.57, 0.625, 0.605, 0.62, 0.665, 0.59, 0.6, 0.635, 0.645, 0.585, 0.62, 0.61])
dead_networks = {"samples": ordered, "low": ordered[5], "high": ordered[14], "verdict": "more than half"}
