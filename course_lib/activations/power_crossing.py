"""log(1 + exp x) in float64 to 1.5 ULP, also where a power of two lies between it and exp x.

With e = exp x, the value log1p(e) is a little below e. Mostly both lie between the same two powers of two. Where a power
of two comes between them, the floats near log1p(e) are twice as dense as those near e, so half an ulp from rounding e
is a whole ulp of the result, and another half comes from rounding the result itself: 1.5 ULP even with a perfect exp
and a perfect log1p, and 1.63 with PyTorch's. That happens just right of x = -k·ln 2. There e is needed to more digits.
"""

import math

import torch

from course_lib.activations import double_double
from course_lib.activations.expm1 import expm1

_TINY = 2.0**-60  # here log1p(e) rounds to e; PyTorch's vectorised log1p is off by 1.6 ULP near e = 1e-308
_NEAR_A_POWER = (
    0x000C << 48
)  # the first two bits of a mantissa: set in the last quarter before a power of two


def softplus(x):
    """log(1 + exp x) for a float64 tensor."""
    if torch.compiler.is_compiling():
        return _careful(x)  # one pass whatever it holds
    y = torch.logaddexp(x, x.new_zeros(()))
    if x.device.type != "cpu" or x.is_meta or type(x) not in (torch.Tensor, torch.nn.Parameter):
        return y
    flat = y.reshape(-1)
    places = _doubtful(flat)
    if places.numel():
        flat[places] = _careful(x.reshape(-1)[places])
        if not y.is_contiguous():  # then `flat` is a copy
            y.copy_(flat.view(y.shape))
    return y


def _doubtful(flat):
    """Where in these values of softplus a power of two lies between y <= 1/4 and exp x, or y is tiny."""
    bits = flat.view(torch.int64)
    places = (((bits & _NEAR_A_POWER) == _NEAR_A_POWER) | (flat < 1e-290)).nonzero().squeeze(1)
    some = flat[places]
    # y = e - e²/2 + …: the distance to the power of two above is less than about y²/2
    below = (some.view(torch.int64) | ((1 << 52) - 1)).view(torch.float64) - some
    return places[((below < 0.55 * some * some) & (some < 0.25)) | (some < 1e-290)]


def _careful(x):
    """The same, with e = exp(-|x|) to 60 bits where a power of two lies between log1p(e) and e."""
    z = -x.abs()
    e = torch.exp(z)
    plain = torch.where(e < _TINY, e, torch.log1p(e))
    middle = torch.where(z > -45.0, z, -45.0)  # far left the two lie closer than floats do
    k = torch.round(middle / math.log(2))
    high, mid, _ = double_double.LN2
    most = middle - k * high
    r = most - k * mid
    q = expm1(r)  # exp z = 2^k·(1 + q + lost·(1 + q))
    lost = (most - r) - k * mid
    power = torch.exp2(k)
    crossed = (q >= 0) & (plain < power) & (z > -45.0)
    rest = ((1 - e / power) + q) + lost  # exp z - e, over 2^k: the first difference is exact
    tail = plain + torch.where(crossed, power * rest / (1 + e), 0.0)
    return x.clamp(min=0) + tail
