"""Claims taught in lesson 04, the family: LogSumExp, softmax, logit, the conjugate, maximum entropy, probabilities."""

import math
from collections.abc import Callable
from typing import Any

from course_lib.claims.entry import Claim, Measured
from course_lib.claims.ledger.lesson_01 import last_zero


def _softplus() -> Callable:
    from course_lib.activations import softplus

    return softplus


def equals_logsumexp(f: Callable | None = None) -> Measured:
    """f against mpmath's ln(e⁰ + eˣ) in float64, and from where f and torch.logsumexp are 0 in float32."""
    import mpmath
    import torch

    f = f or _softplus()
    x = torch.linspace(-30, 30, 241, dtype=torch.float64)
    with mpmath.workprec(200):
        exact = [mpmath.log(mpmath.exp(0) + mpmath.exp(mpmath.mpf(v))) for v in x.tolist()]
        worst = max(
            abs(float(mpmath.mpf(got) / true - 1)) for got, true in zip(f(x).tolist(), exact, strict=True)
        )
    zero = last_zero(f, "float32")
    torch_zero = last_zero(lambda v: torch.logsumexp(torch.stack([v.new_zeros(()), v]), 0), "float32")
    return Measured(
        "true" if worst < 1e-15 else "false",
        {"worst_relative_error": worst, "zero": zero, "torch_logsumexp_zero": torch_zero},
        "on 241 points of [−30, 30] the relative error of softplus against ln(e⁰ + eˣ) at 200 bits is "
        + ("below 1e-15" if worst < 1e-15 else f"{worst:.1e}")
        + f"; but torch.logsumexp([0, x]) is exactly 0 in float32 at and below {torch_zero:.2f}, "
        f"softplus only at and below {zero:.2f}.",
    )


LOGITS = ((0.0, 1.0, 2.0), (-3.0, 0.5, 4.0), (1.0, 1.0, 1.0), (0.0, -20.0, 5.0))


def slope_of_logsumexp(f: Callable | None = None) -> Measured:
    """f (a softmax over the last axis) against difference quotients of LogSumExp at 200 bits, σ, and a shift by 1000."""
    import mpmath
    import torch

    f = f or (lambda z: torch.softmax(z, -1))
    with mpmath.workprec(200):
        slopes = [_slopes_of_logsumexp(mpmath, logits) for logits in LOGITS]
        pairs = [-20.0, -1.0, 0.0, 0.5, 3.0]
        sigmoids = [float(1 / (1 + mpmath.exp(-mpmath.mpf(v)))) for v in pairs]
    z = torch.tensor(LOGITS, dtype=torch.float64)
    worst = (f(z) - torch.tensor(slopes, dtype=torch.float64)).abs().max().item()
    two = f(torch.tensor([[0.0, v] for v in pairs], dtype=torch.float64))[:, 1]
    against_sigmoid = (two - torch.tensor(sigmoids, dtype=torch.float64)).abs().max().item()
    shifted = (f(z + 1000) - f(z)).abs().max().item()
    level = (torch.logsumexp(z + 1000, -1) - 1000 - torch.logsumexp(z, -1)).abs().max().item()
    holds = max(worst, against_sigmoid) < 1e-15 and shifted < 1e-12 and level < 1e-12
    return Measured(
        "true" if holds else "false",
        {"worst": worst, "two_classes": against_sigmoid, "shift": shifted, "logsumexp_shift": level},
        "softmax agrees with the slopes of LogSumExp, and for two classes with the sigmoid, "
        + ("to 15 decimals; " if max(worst, against_sigmoid) < 1e-15 else "only roughly; ")
        + "adding 1000 to every number "
        + ("leaves softmax as it is and adds 1000 to LogSumExp." if holds else "changes the result."),
    )


def _slopes_of_logsumexp(mpmath, logits: tuple[float, ...]) -> list[float]:
    """∂ ln Σ eᶻ / ∂zᵢ by central differences of step 1e-20: no formula of softmax is used."""

    def level(values: list) -> Any:
        return mpmath.log(mpmath.fsum(mpmath.exp(v) for v in values))

    step, exact = mpmath.mpf(10) ** -20, [mpmath.mpf(v) for v in logits]
    found = []
    for i in range(len(exact)):
        up, down = list(exact), list(exact)
        up[i] += step
        down[i] -= step
        found.append(float((level(up) - level(down)) / (2 * step)))
    return found


def logit_undoes_sigmoid(f: Callable | None = None) -> Measured:
    """f (an inverse of softplus) against ln(eʸ − 1) and logit(1 − e^−y) at 200 bits, and logit(σ(x)) against x."""
    import mpmath
    import torch

    from course_lib.activations import inverse, slope

    f = f or inverse
    y = torch.logspace(-3, math.log10(50), 41, dtype=torch.float64)
    with mpmath.workprec(200):
        exact = [mpmath.log(mpmath.exp(mpmath.mpf(v)) - 1) for v in y.tolist()]
        chance = [1 - mpmath.exp(-mpmath.mpf(v)) for v in y.tolist()]
        detour = [mpmath.log(p / (1 - p)) for p in chance]
        identity = max(abs(float(a - b)) for a, b in zip(exact, detour, strict=True))
    want = torch.tensor([float(v) for v in exact], dtype=torch.float64)
    worst = ((f(y) - want).abs() / want.abs().clamp_min(1)).max().item()
    x = torch.linspace(-10, 10, 81, dtype=torch.float64)
    trip = (torch.logit(slope(x)) - x).abs().max().item()
    holds = identity < 1e-35 and worst < 1e-13 and trip < 1e-10
    return Measured(
        "true" if holds else "false",
        {"identity": identity, "inverse_error": worst, "round_trip": trip},
        "logit(σ(x)) returns x on [−10, 10] to "
        + ("ten decimals" if trip < 1e-10 else f"{trip:.1e}")
        + "; the inverse of softplus equals logit(1 − e^−y), which is ln(eʸ − 1), to "
        + ("35 digits at 200 bits and 13 in float64." if holds else f"only {max(identity, worst):.1e}."),
    )


def highest_reach(f: Callable, slopes, low: float = -40.0, high: float = 40.0):
    """max over x in [low, high] of slope·x − f(x), f convex, by ternary search for all slopes at once."""
    import torch

    left, right = torch.full_like(slopes, low), torch.full_like(slopes, high)
    for _ in range(100):
        first, second = left + (right - left) / 3, right - (right - left) / 3
        rises = slopes * first - f(first) < slopes * second - f(second)
        left, right = torch.where(rises, first, left), torch.where(rises, right, second)
    middle = (left + right) / 2
    return slopes * middle - f(middle)


def conjugate_is_entropy(f: Callable | None = None) -> Measured:
    """The conjugate of f at 99 slopes against y ln y + (1 − y) ln(1 − y), and its growth at slopes outside [0, 1]."""
    import torch

    f = f or _softplus()
    y = torch.linspace(0.01, 0.99, 99, dtype=torch.float64)
    entropy = -(y * torch.log(y) + (1 - y) * torch.log(1 - y))
    found = highest_reach(f, y)
    worst = (found + entropy).abs().max().item()
    outside = torch.tensor([-0.1, 1.1], dtype=torch.float64)
    near, far = (highest_reach(f, outside, -reach, reach).min().item() for reach in (1e3, 1e6))
    unbounded = far > 100 * near > 0
    return Measured(
        "true" if worst < 1e-12 and unbounded else "false",
        {"worst": worst, "at_half": found[49].item(), "outside_1e3": near, "outside_1e6": far},
        f"at 99 slopes from 0.01 to 0.99 a numeric search gives the conjugate (at 0.5: {found[49].item():.4f}), "
        + ("equal to the negative entropy to 12 decimals; " if worst < 1e-12 else f"off by {worst:.1e}; ")
        + ("at −0.1 and 1.1 it grows without bound." if unbounded else "at −0.1 and 1.1 it stays bounded."),
    )


def log_partition(f: Callable | None = None) -> Measured:
    """f against the log-partition of models on two and on three states, and what maximum entropy says about three."""
    import mpmath
    import torch

    f = f or _softplus()
    theta = torch.linspace(-5, 5, 41, dtype=torch.float64)
    two, three = [], []
    with mpmath.workprec(200):
        for value, got in zip(theta.tolist(), f(theta).tolist(), strict=True):
            e = mpmath.exp(mpmath.mpf(value))
            two.append(abs(float(got - mpmath.log(1 + e))))
            three.append(abs(float(got - mpmath.log(1 + e + e * e))))
    fits_two, fits_three = max(two) < 1e-14, max(three) < 1e-14
    drop = _entropy_drop()
    verdict = "true" if fits_two and fits_three else "depends" if fits_two and drop > 0 else "false"
    return Measured(
        verdict,
        {"two_states": max(two), "three_states": max(three), "at_zero": three[20], "entropy_drop": drop},
        "softplus is the log-partition on two states "
        + ("to 14 decimals" if fits_two else f"only to {max(two):.1e}")
        + f", but misses that on three states by {three[20]:.3f} at 0 and {max(three):.2f} at worst; there LogSumExp "
        "takes its place, and every change of its distribution that keeps the mean lowers the entropy.",
    )


def _entropy_drop() -> float:
    """The smallest loss of entropy when the three-state model with θ = 0.7 is changed without changing its mean."""
    import torch

    p = torch.softmax(0.7 * torch.tensor([0.0, 1.0, 2.0], dtype=torch.float64), -1)
    keeps_mean = torch.tensor([1.0, -2.0, 1.0], dtype=torch.float64)
    best = torch.special.entr(p).sum()
    changes = [s * t for s in (-1, 1) for t in (0.001, 0.01, 0.05)]
    return min((best - torch.special.entr(p + t * keeps_mean).sum()).item() for t in changes)


def stands_for_probability(f: Callable | None = None) -> Measured:
    """Whether f stays within 1, what three outputs sum to, and what dividing by the sum gives after a shift by 10."""
    import torch

    f = f or _softplus()
    x = torch.linspace(-5, 5, 1001, dtype=torch.float64)
    above = (f(x) > 1).double().mean().item()
    z = torch.tensor([2.0, 0.0, -2.0], dtype=torch.float64)
    total = f(z).sum().item()
    first, later = ((f(z + shift) / f(z + shift).sum())[0].item() for shift in (0, 10))
    return Measured(
        "false" if above > 0 else "true",
        {"share_above_1": above, "sum": total, "normalised": first, "normalised_shifted": later},
        f"{above:.0%} of inputs in [−5, 5] give more than 1, and the outputs at 2, 0, −2 sum to {total:.2f}; divided by "
        f"their sum they are a distribution, but adding 10 to every input moves the largest from {first:.2f} to "
        f"{later:.2f}.",
    )


CLAIMS = [
    Claim("C23", "Softplus equals LogSumExp(0, x).", ("B",), "measured", "true", "04", measure=equals_logsumexp),
    Claim("C24", "LogSumExp underlies softmax, and one trick keeps all of them from overflowing.", ("B",), "measured",
          "true", "04", measure=slope_of_logsumexp),
    Claim("C25", "Logit is the inverse of the sigmoid, and softplus, sigmoid and logit form a family.", ("B",),
          "measured", "true", "04", measure=logit_undoes_sigmoid),
    Claim("C26", "The convex conjugate of softplus is the negative binary entropy.", ("B",), "measured", "true", "04",
          measure=conjugate_is_entropy),
    Claim("C27", "Its tie to entropy makes softplus the function of choice for maximum-entropy models.", ("B",),
          "measured", "depends", "04", on="two states: yes; three or more: LogSumExp", measure=log_partition),
    Claim("C53", "Because its outputs are positive, softplus can stand for probabilities.", ("B",), "measured", "false",
          "04", measure=stands_for_probability),
]  # fmt: skip
