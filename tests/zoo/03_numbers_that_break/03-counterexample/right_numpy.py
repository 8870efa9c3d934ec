import numpy as np

step = np.float64(1e-12)
