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

_TINY = 2.0**-60  # log1p(e) rounds to e; PyTorch's vectorised log1p loses up to 1.8 ULP near e = 1e-308
_FEW = 1_000  # so few are all done with care; that costs less than to find out where it is needed
_PIECE = 1 << 19  # what is made on the way to a piece of 4 MB is used again for the next
_MANTISSA = (1 << 52) - 1  # its bits; all set, they make the last float below the next power of two


def softplus(x):
    """log(1 + exp x) for a float64 tensor."""
    plain = x.device.type == "cpu" and not x.is_meta and type(x) in (torch.Tensor, torch.nn.Parameter)
    if torch.compiler.is_compiling() or (plain and x.numel() <= _FEW):
        return _careful(x)
    y = torch.logaddexp(x, x.new_zeros(()))
    if plain:
        flat = y.reshape(-1)
        found = [_doubtful(part) + n * _PIECE for n, part in enumerate(flat.split(_PIECE))]
        places = torch.cat(found)
        flat[places] = _careful(x.reshape(-1)[places])
        if not y.is_contiguous():  # then `flat` is a copy
            y.copy_(flat.view(y.shape))
    return y


def _doubtful(flat):
    """Where in these values of softplus a power of two lies between y <= 1/4 and exp x, or y is tiny.

    y = e - e²/2 + …, so the power of two is nearer to y than 0.55·y². Whole passes over the array are what costs here:
    so the distance is made in place, and tiny values are looked for only where the smallest value is one (or NaN).
    """
    distance = (flat.view(torch.int64) | _MANTISSA).view(torch.float64).sub_(flat)
    found = distance.addcmul_(flat, flat, value=-0.55) < 0
    found &= flat < 0.25
    if flat.numel() and not flat.amin() > 1e-300:
        found |= flat < 1e-300
    return _nonzero(found)


def _nonzero(found):
    """The places of the few True, by eights: a word of eight bools that are all False is passed over at once."""
    eights = found.numel() // 8 * 8
    words = found[:eights].view(torch.int64).nonzero()
    places = (words * 8 + torch.arange(8, device=found.device)).view(-1)
    places = torch.cat([places, torch.arange(eights, found.numel(), device=found.device)])
    return places[found[places]]


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
