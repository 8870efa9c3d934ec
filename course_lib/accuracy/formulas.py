"""The true functions, each as formula(m, x, beta=1.0) in an mpmath context m: as exact as m is, for every x.

    from mpmath import MPContext
    m = MPContext()
    m.prec = 200                      # bits
    softplus(m, -40.0)                # 4.248354255291588995e-18, and 180 bits more

x and beta are floats, texts or numbers of m, taken as they are. A result is right to a few units of m's last bit wherever x
is, with infinities as limits; NaN gives NaN, and so does a point outside the domain. m's own precision is left alone.
Nothing here imports torch.
"""

from typing import Any


def gap(m: Any, x: Any, beta: Any = 1.0) -> Any:
    """log1p(exp(-|βx|))/β, by which softplus lies above ReLU; ln 2/β at 0."""
    beta = m.mpf(beta)
    return m.log1p(m.exp(-abs(beta * m.mpf(x)))) / beta


def softplus(m: Any, x: Any, beta: Any = 1.0) -> Any:
    """log(1 + exp(βx))/β, as max(x, 0) + gap."""
    x = m.mpf(x)
    return gap(m, x, beta) + (x if x > 0 else 0)


def slope(m: Any, x: Any, beta: Any = 1.0) -> Any:
    """σ(βx) = 1/(1 + exp(-βx)): the derivative of softplus, which is the sigmoid of βx."""
    z = m.mpf(beta) * m.mpf(x)
    e = m.exp(-abs(z))
    return (1 if z >= 0 else e) / (1 + e)


sigmoid = slope


def gap_slope(m: Any, x: Any, beta: Any = 1.0) -> Any:
    """The derivative of `gap`: -sign(x)·σ(-|βx|); at 0, where it jumps from 1/2 to -1/2, the middle 0."""
    x = m.mpf(x)
    return -m.sign(x) * slope(m, -abs(x), beta)


def curvature(m: Any, x: Any, beta: Any = 1.0) -> Any:
    """β·σ(βx)·σ(-βx): the second derivative of softplus."""
    beta = m.mpf(beta)
    e = m.exp(-abs(beta * m.mpf(x)))
    return beta * e / (1 + e) ** 2


def inverse(m: Any, y: Any, beta: Any = 1.0) -> Any:
    """The x with softplus(x) = y: y + log(1 - exp(-βy))/β; -inf at y = 0, NaN for y < 0."""
    beta, y = m.mpf(beta), m.mpf(y)
    with m.extraprec(80):  # it passes 0 at y = ln 2/β; the nearest float64 to that place costs 60 bits
        x = y + log1mexp(m, beta * y) / beta
    return +x


def log1mexp(m: Any, a: Any) -> Any:
    """log(1 - exp(-a)) for a >= 0; -inf at 0, NaN below."""
    a = m.mpf(a)
    if not a > 0:
        return -m.inf if a == 0 else m.nan
    return m.log(-m.expm1(-a)) if a < 0.7 else m.log1p(-m.exp(-a))
