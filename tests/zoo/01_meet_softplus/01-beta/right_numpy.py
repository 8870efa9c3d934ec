import numpy as np

beta_for_gap = np.log(2) * 20
