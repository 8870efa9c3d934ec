"""The fit behind polynomials.py: python -m course_lib.activations.kernels.fit prints its three tuples.

Weighted least squares on Chebyshev points, reweighted where the error is largest until it is level (Lawson 1961), so
nearly the minimax polynomial. Coefficients are then rounded to float32 one at a time, lowest power first, and
the others fitted again, so that they make up for the rounding.
"""

import math

import numpy as np

HALF_LN2 = 0.5 * np.log(2.0)
NEAR = 1.0  # up to here softplus without exp, from x²


def exp_rest(r):
    """(exp(r) - 1 - r)/r²: what is left of exp after its first two terms."""
    r = np.asarray(r, dtype=np.float64)
    small = np.abs(r) < 0.05
    near = sum(r**n / math.factorial(n + 2) for n in range(10))
    safe = np.where(small, 1.0, r)
    return np.where(small, near, (np.expm1(safe) - safe) / safe**2)


def log1p_rest(t):
    """(log1p(t) - t)/t²: what is left of log1p after its first term."""
    t = np.asarray(t, dtype=np.float64)
    small = np.abs(t) < 0.05
    near = sum((-1) ** (n + 1) * t**n / (n + 2) for n in range(16))
    safe = np.where(small, 1.0, t)
    return np.where(small, near, (np.log1p(safe) - safe) / safe**2)


def exp_coefficients(degree=4):
    """c with exp(r) ≈ 1 + r + r²(c0 + c1 r + …) on |r| <= ln 2/2, error relative to exp(r)."""
    return fit(exp_rest, -HALF_LN2, HALF_LN2, degree, lambda r: r * r / np.exp(r))


def log1p_coefficients(degree=6):
    """c with log1p(e) ≈ e + e²(c0 + c1 e + …) for 0 <= e <= exp(-NEAR), error relative to the result."""
    return fit(log1p_rest, 1e-9, np.exp(-NEAR), degree, lambda e: e * e / np.log1p(e))


def centre_rest(w):
    """(log(2 cosh(x/2)) - ln 2)/w with w = x²: what softplus(x) - x/2 - ln 2 is, over x²."""
    w = np.asarray(w, dtype=np.float64)
    small = w < 0.01
    near = 1 / 8 - w / 192 + w**2 / 2880 - 17 * w**3 / 645120
    safe = np.where(small, 1.0, w)
    return np.where(small, near, np.log(np.cosh(np.sqrt(safe) / 2)) / safe)


def centre_coefficients(degree=4):
    """c with softplus(x) ≈ ln 2 + x/2 + w(c0 + c1 w + …), w = x², for |x| <= NEAR, error relative to softplus(-|x|)."""
    return fit(centre_rest, 1e-12, NEAR**2, degree, lambda w: w / np.log1p(np.exp(-np.sqrt(w))))


def fit(function, low, high, degree, weight, points=2000):
    """float32 coefficients, lowest power first, of the polynomial nearest to `function` under `weight`."""
    angle = np.pi * (np.arange(points) + 0.5) / points
    x = 0.5 * (low + high) + 0.5 * (high - low) * np.cos(angle)
    fixed: list[float] = []
    target, size = function(x), weight(x)
    while len(fixed) <= degree:
        free = range(len(fixed), degree + 1)
        rest = target - sum(c * x**n for n, c in enumerate(fixed))
        solution = _nearly_minimax(np.stack([x**n for n in free], axis=1), rest, size)
        fixed.append(float(np.float32(solution[0])))
    return tuple(fixed)


def _nearly_minimax(columns, target, size, rounds=40):
    importance = np.ones_like(target)
    best, best_error = None, np.inf
    for _ in range(rounds):
        root = np.sqrt(importance) * size
        solution = np.linalg.lstsq(columns * root[:, None], target * root, rcond=None)[0]
        error = np.abs(columns @ solution - target) * size
        if error.max() < best_error:
            best, best_error = solution, error.max()
        importance *= error / error.max() + 1e-3
        importance /= importance.mean()
    return best


def main():
    tuples = {
        "EXP": exp_coefficients(),
        "LOG1P": log1p_coefficients(),
        "CENTRE": centre_coefficients(),
    }
    for name, coefficients in tuples.items():
        print(f"{name} = (")
        for c in coefficients:
            print(f"    {c!r},")
        print(")")


if __name__ == "__main__":
    main()
