import numpy as np

extra_kib = np.array([1024])
