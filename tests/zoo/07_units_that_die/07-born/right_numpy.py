import numpy as np

dead_share = 1 - np.prod(np.full(10, 15 / 16))
