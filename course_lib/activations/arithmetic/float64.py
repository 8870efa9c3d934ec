"""log(1 + exp x) in float64 to 1.5 ULP; `torch.logaddexp`, which is used where it is good enough, reaches 1.77.

It falls short in two places (accuracy/data/million_float64.json). One is just right of x = -k·ln 2 (1.6 ULP at -2.76).
With e = exp x, the value log1p(e) = e - e²/2 + … is a little below e. Where a power of two comes between the two, the
floats around the value are twice as dense as those around e, so that half an ulp from rounding e becomes a whole ulp
of the value; rounding the value adds half of one. Example: x = -2.7638, e = 0.0631 > 1/16 > 0.0611 = value. There e
needs more digits than a float has: `_with_60_bits` adds what its rounding lost.
The other is left of -707, where PyTorch's vectorised log1p(e) loses digits, though log1p(e) is simply e.

Finding these few numbers costs more than mending them. In all it takes about 3 times as long as F.softplus.
"""

import math

import torch

from course_lib.activations.arithmetic import double_double
from course_lib.activations.autograd.expm1 import expm1
from course_lib.activations.autograd.reading import may_read

_TINY = 2.0**-60  # log1p(e) rounds to e; PyTorch's vectorised log1p loses up to 1.8 ULP near e = 1e-308
_FAR = -45.0  # from here on left, the power of two would have to fit between floats
_LARGE_VALUE = 0.25  # from here on, the rounding of exp x weighs less: 1.41 ULP in all
_TINY_VALUE = 1e-300
# where `softplus` changes its formula on x
_ON_BOTH_SIDES = (_FAR, math.log(_TINY))
CUTS = (
    math.log(_TINY_VALUE),
    math.log(math.expm1(_LARGE_VALUE)),
    *_ON_BOTH_SIDES,
    *(-z for z in _ON_BOTH_SIDES),
)
_FEW = 1_000  # so few are all computed with 60 bits; that costs less than to find out where it is needed
_PIECE = 1 << 19  # what is made on the way to a piece of 4 MB is used again for the next
_MANTISSA = (1 << 52) - 1  # its bits; all set, they make the last float below the next power of two


def softplus(x):
    """log(1 + exp x) for a float64 tensor."""
    if x.device.type != "cpu" and not torch.compiler.is_compiling():
        return torch.logaddexp(x, x.new_zeros(()))  # measured on CPUs only, where log1p is PyTorch's own
    if x.numel() <= _FEW or not may_read(x):
        return _with_60_bits(x)
    y = torch.logaddexp(x, x.new_zeros(()))
    flat = y.reshape(-1)
    places = torch.cat([_inaccurate(part) + n * _PIECE for n, part in enumerate(flat.split(_PIECE))])
    flat[places] = _with_60_bits(x.reshape(-1)[places])
    if not y.is_contiguous():  # then `flat` is a copy
        y.copy_(flat.view(y.shape))
    return y


def _inaccurate(flat):
    """Where in these values of softplus a power of two lies between y < 1/4 and exp x, or y is tiny.

    exp x - y = expm1(y) - y is less than 0.55·y² for y < 1/4, so a power of two between them is nearer to y than that. (From
    1/4 on the rounding of exp x weighs less: 1.41 ULP in all.) Passes over the array take most of the time, so the
    distance is made in place, and tiny values are looked for only where the smallest value is one (or NaN).
    """
    distance = (flat.view(torch.int64) | _MANTISSA).view(torch.float64).sub_(flat)
    found = distance.addcmul_(flat, flat, value=-0.55) < 0
    found &= flat < _LARGE_VALUE
    if flat.numel() and not flat.amin() > _TINY_VALUE:
        found |= flat < _TINY_VALUE
    return _places(found)


def _places(found):
    """The places of the few True, by eights: a word of eight bools that are all False is passed over at once."""
    eights = found.numel() // 8 * 8
    words = found[:eights].view(torch.int64).nonzero()
    places = (words * 8 + torch.arange(8, device=found.device)).view(-1)
    places = torch.cat([places, torch.arange(eights, found.numel(), device=found.device)])
    return places[found[places]]


def _with_60_bits(x):
    """The same, with e = exp(-|x|) to 60 bits where a power of two lies between log1p(e) and e.

    z = -|x| = k·ln 2 + r, so exp z = 2^k·(1 + q) with q = expm1(r). Where the power of two 2^k is crossed, r is small and
    q, a float near 0, has the digits that e = 2^k·(1 + q), a float near 2^k, has not. Their difference goes through
    log1p'(e) = 1/(1 + e).
    """
    z = -x.abs()
    e = torch.exp(z)
    plain = torch.where(e < _TINY, e, torch.log1p(e))
    middle = torch.where(z > _FAR, z, _FAR)
    k = torch.round(middle / math.log(2))
    high, mid, _ = double_double.LN2  # ln 2 = high + mid + …; k·high is exact
    most = middle - k * high
    r = most - k * mid
    q = expm1(r)  # exp z = 2^k·(1 + q + lost·(1 + q))
    lost = (most - r) - k * mid
    power = torch.exp2(k)
    crossed = (q >= 0) & (plain < power) & (z > _FAR)
    rest = ((1 - e / power) + q) + lost  # exp z - e, over 2^k: the first difference is exact
    tail = plain + torch.where(crossed, power * rest / (1 + e), 0.0)
    return x.clamp(min=0) + tail
