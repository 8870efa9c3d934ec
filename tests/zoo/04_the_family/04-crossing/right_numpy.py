import numpy as np

p = np.array([0.8, 0.2])
crossing = np.array([-(p * np.log(p)).sum() / 2])
