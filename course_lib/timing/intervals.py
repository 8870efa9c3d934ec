"""The interval of a median, also where neighbouring samples are alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike


def block_length(values: ArrayLike) -> int:
    """1 for samples that do not depend on their neighbours; else the length of the blocks that are drawn together.

    They depend where the correlation r of neighbours is beyond 2/√n (Box, Jenkins 1970); it is that of the ranks, so that
    one interruption does not decide. The length is (2r/(1 − r²))^⅔ · n^⅓ (Carlstein 1986), at most n/8.
    """
    import numpy as np
    from scipy.stats import rankdata

    ranks = rankdata(np.asarray(values, dtype=float))
    if len(ranks) < 8 or ranks.std() == 0:
        return 1
    apart = ranks - ranks.mean()
    correlation = float((apart[1:] * apart[:-1]).sum() / (apart**2).sum())
    if correlation <= 2 / math.sqrt(len(ranks)):
        return 1
    strength = 2 * correlation / max(1 - correlation**2, 1e-9)
    return max(2, min(math.ceil(strength ** (2 / 3) * len(ranks) ** (1 / 3)), len(ranks) // 8))


def median_interval(values: ArrayLike, level: float = 0.95, resamples: int = 2000) -> tuple[float, float]:
    """Percentile bootstrap of the median (Efron 1979, by SciPy), in blocks where neighbours are alike (Carlstein 1986).

    The same values give the same interval. (−inf, inf) for fewer than five values, and for fewer than five blocks.
    """
    import numpy as np
    from scipy import stats

    kept = np.asarray(values, dtype=float)
    length = block_length(kept)
    count = len(kept) // length
    if count < 5:
        return -math.inf, math.inf
    if kept.min() == kept.max():
        return float(kept[0]), float(kept[0])
    blocks = kept[: count * length].reshape(count, length)

    def median(places: np.ndarray, axis: int = -1) -> np.ndarray:
        chosen = blocks[places.astype(int)]
        found: np.ndarray = np.median(chosen.reshape(*places.shape[:-1], -1), axis=-1)
        return found

    found = stats.bootstrap(
        (np.arange(count),), median, n_resamples=resamples, vectorized=True, confidence_level=level, axis=-1,
        method="percentile", random_state=np.random.default_rng(0),
    ).confidence_interval  # fmt: skip
    return float(found.low), float(found.high)
