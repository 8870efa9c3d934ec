"""Claims taught in lesson 04, the family: LogSumExp, softmax, logit, the conjugate, maximum entropy, probabilities."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from course_lib.claims.entry import Claim
from course_lib.claims.measuring import EXACT, form, line, relative_errors, tensor, zero_from


def logsumexp_errors(f: Callable | None = None) -> pd.DataFrame:
    """Of f and of torch.logsumexp([0, x]): the worst error against ln(e⁰ + eˣ) at 200 bits on 241 points of [−30, 30]
    in float64, and from where on they are 0 in float32."""
    import torch

    def by_torch(x: torch.Tensor) -> torch.Tensor:
        return torch.logsumexp(torch.stack([torch.zeros_like(x), x]), 0)

    def exact(x: Any) -> Any:
        return EXACT.log(EXACT.exp(0) + EXACT.exp(x))

    x, frames = line(-30, 30, 241), []
    for name, g in {"softplus": f or form("softplus"), "torch.logsumexp": by_torch}.items():
        errors = relative_errors(g(x), x, exact)
        columns = {"function": name, "x": x, "relative_error": errors, "zero_from": zero_from(g, "float32")}
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames, ignore_index=True)


def logsumexp_verdict(frame: pd.DataFrame) -> str:
    ours, torchs = (frame.relative_error[frame.function == name] for name in ("softplus", "torch.logsumexp"))
    if not (ours < 1e-15).all() or torchs.isna().any():
        return "false"
    return "true" if (torchs < 1e-15).all() else "not as programmed"


def logsumexp_sentence(frame: pd.DataFrame) -> str:
    ours, torchs = (frame[frame.function == name] for name in ("softplus", "torch.logsumexp"))
    worst, lost = ours.relative_error.max(skipna=False), torchs.relative_error.max(skipna=False)
    return (
        f"on {len(ours)} points of [−30, 30] the relative error of softplus against ln(e⁰ + eˣ) at 200 bits is "
        + ("below 1e-15" if worst < 1e-15 else f"{worst:.1e}")
        + (", that of torch.logsumexp([0, x]) too." if lost < 1e-15 else
           f", that of torch.logsumexp([0, x]) up to {lost:.0e} in float64; in float32 torch.logsumexp([0, x]) is 0 at "
           f"and below −{-torchs.zero_from.iloc[0]:.2f}.")
    )  # fmt: skip


def softmax_and_slopes(f: Callable | None = None) -> pd.DataFrame:
    """A softmax f over the last axis: its value for each class, the slope of LogSumExp there by difference quotients at
    200 bits, σ of the difference where there are two classes (else NaN), and both functions after adding 1000."""
    import torch

    f, rows = f or (lambda z: torch.softmax(z, -1)), []
    three = [(0.0, 1.0, 2.0), (-3.0, 0.5, 4.0), (1.0, 1.0, 1.0), (0.0, -20.0, 5.0)]
    for logits in (*three, *((0.0, v) for v in (-20.0, -1.0, 0.0, 0.5, 3.0))):
        z = tensor(logits)
        rise = torch.logsumexp(z + 1000, -1) - torch.logsumexp(z, -1)
        for i, slope in enumerate(_slopes_of_logsumexp(logits)):
            others = [EXACT.mpf(v) for k, v in enumerate(logits) if k != i]
            sigmoid = 1 / (1 + EXACT.exp(others[0] - logits[i])) if len(others) == 1 else math.nan
            rows.append({"logits": str(logits), "classes": len(logits), "class": i, "slope": slope,
                         "sigmoid": float(sigmoid), "softmax": f(z)[i].item(),
                         "softmax_plus_1000": f(z + 1000)[i].item(), "logsumexp_rise": rise.item()})  # fmt: skip
    return pd.DataFrame(rows)


def _slopes_of_logsumexp(logits: Sequence[float]) -> list[float]:
    """∂ ln Σ eᶻ / ∂zᵢ by central differences of step 1e-20: no formula of softmax is used."""

    def level(i: int, change: Any) -> Any:
        return EXACT.log(EXACT.fsum(EXACT.exp(v + change * (k == i)) for k, v in enumerate(exact)))

    exact, step = list(map(EXACT.mpf, logits)), EXACT.mpf(10) ** -20
    return [float((level(i, step) - level(i, -step)) / (2 * step)) for i in range(len(logits))]


def _softmax_findings(frame: pd.DataFrame) -> tuple[bool, bool]:
    """Does softmax agree with slope and sigmoid? Does adding 1000 leave it as it is, and LogSumExp rise by 1000?"""
    two = frame[frame.classes == 2]
    apart = frame.softmax - frame.slope, two.softmax - two.sigmoid
    moved = frame.softmax_plus_1000 - frame.softmax, frame.logsumexp_rise - 1000
    return all((d.abs() < 1e-15).all() for d in apart), all((d.abs() < 1e-12).all() for d in moved)


def softmax_verdict(frame: pd.DataFrame) -> str:
    return "true" if all(_softmax_findings(frame)) else "false"


def softmax_sentence(frame: pd.DataFrame) -> str:
    agrees, stays = _softmax_findings(frame)
    return (
        "softmax agrees with the slopes of LogSumExp, and for two classes with the sigmoid, "
        + ("to 15 decimals; " if agrees else "only roughly; ")
        + "adding 1000 to every number "
        + ("leaves softmax as it is and adds 1000 to LogSumExp." if stays else "changes the result.")
    )


def inversion_errors(f: Callable | None = None) -> pd.DataFrame:
    """Of an inverse f of softplus against ln(eʸ − 1) and of that against logit(1 − e^−y) at 200 bits, for y from 0.001
    to 50; of logit(σ(x)) against x on [−10, 10]."""
    import torch

    y, x = torch.logspace(-3, math.log10(50), 41, dtype=torch.float64), line(-10, 10, 81)
    exact = [EXACT.log(EXACT.exp(EXACT.mpf(v)) - 1) for v in y.tolist()]
    chances = [1 - EXACT.exp(-EXACT.mpf(v)) for v in y.tolist()]
    identity = [abs(float(e - EXACT.log(p / (1 - p)))) for e, p in zip(exact, chances, strict=True)]
    want = tensor([float(v) for v in exact])
    inverse = ((f or form("inverse"))(y) - want).abs() / want.abs().clamp_min(1)
    trip = (torch.logit(form("slope")(x)) - x).abs()
    parts = [("identity", y, identity), ("inverse", y, inverse), ("round trip", x, trip)]
    frames = [pd.DataFrame({"of": name, "at": at, "error": error}) for name, at, error in parts]
    return pd.concat(frames, ignore_index=True)


def _worst(frame: pd.DataFrame, *names: str) -> list[float]:
    """The largest error of each part; NaN if one is NaN."""
    return [frame.error[frame.of == name].max(skipna=False) for name in names]


def inversion_verdict(frame: pd.DataFrame) -> str:
    identity, inverse, trip = _worst(frame, "identity", "inverse", "round trip")
    return "true" if identity < 1e-35 and inverse < 1e-13 and trip < 1e-10 else "false"


def inversion_sentence(frame: pd.DataFrame) -> str:
    identity, inverse, trip = _worst(frame, "identity", "inverse", "round trip")
    exact = identity < 1e-35 and inverse < 1e-13
    return (
        "logit(σ(x)) returns x on [−10, 10] to "
        + ("ten decimals" if trip < 1e-10 else f"{trip:.1e}")
        + "; the inverse of softplus equals logit(1 − e^−y), which is ln(eʸ − 1), to "
        + ("35 digits at 200 bits and 13 in float64." if exact else f"only {max(identity, inverse):.1e}.")
    )


def highest_reach(f: Callable, slopes: Any, reach: float) -> Any:
    """max over x in [−reach, reach] of slope·x − f(x), f convex, by ternary search for all slopes at once."""
    import torch

    left, right = torch.full_like(slopes, -reach), torch.full_like(slopes, reach)
    for _ in range(100):
        first, second = left + (right - left) / 3, right - (right - left) / 3
        rises = slopes * first - f(first) < slopes * second - f(second)
        left, right = torch.where(rises, first, left), torch.where(rises, right, second)
    middle = (left + right) / 2
    return slopes * middle - f(middle)


def conjugates(f: Callable | None = None) -> pd.DataFrame:
    """The conjugate of f by a search up to |x| = reach: at 99 slopes y of (0, 1), with y ln y + (1 − y) ln(1 − y) beside
    it, and at slopes outside [0, 1], where that is infinite."""
    import torch

    f, inside, outside, frames = f or form("softplus"), line(0.01, 0.99, 99), tensor([-0.1, 1.1]), []
    for slope, reach in ((inside, 40.0), (outside, 1e3), (outside, 1e6)):
        entropy = torch.special.entr(slope) + torch.special.entr(1 - slope)
        columns = {"slope": slope, "reach": reach, "conjugate": highest_reach(f, slope, reach)}
        frames.append(pd.DataFrame({**columns, "negative_entropy": -entropy}))
    return pd.concat(frames, ignore_index=True)


def _conjugate_findings(frame: pd.DataFrame) -> tuple[float, bool]:
    """The largest distance from the entropy inside (0, 1); does the conjugate grow without bound outside?"""
    inside, near, far = (frame[frame.reach == reach] for reach in (40, 1e3, 1e6))
    distance = (inside.conjugate - inside.negative_entropy).abs().max(skipna=False)
    return distance, far.conjugate.min(skipna=False) > 100 * near.conjugate.min(skipna=False) > 0


def conjugate_verdict(frame: pd.DataFrame) -> str:
    worst, unbounded = _conjugate_findings(frame)
    return "true" if worst < 1e-12 and unbounded else "false"


def conjugate_sentence(frame: pd.DataFrame) -> str:
    worst, unbounded = _conjugate_findings(frame)
    inside = frame[frame.reach == 40]
    return (
        f"at {len(inside)} slopes from 0.01 to 0.99 a numeric search gives the conjugate "
        f"(at 0.5: −{-inside.conjugate[(inside.slope - 0.5).abs() < 1e-9].item():.4f}), "
        + ("equal to the negative entropy to 12 decimals; " if worst < 1e-12 else f"off by {worst:.1e}; ")
        + f"at −0.1 and 1.1 it {'grows without bound' if unbounded else 'stays bounded'}."
    )


def partition_errors(f: Callable | None = None) -> pd.DataFrame:
    """Of f against the log-partition of two and of three states, for 41 θ of [−5, 5]; and how much entropy the
    three-state model with θ = 0.7 loses when it is changed without changing its mean."""
    import torch

    theta, rows = line(-5, 5, 41), []
    for value, got in zip(theta.tolist(), (f or form("softplus"))(theta).tolist(), strict=True):
        e = EXACT.exp(EXACT.mpf(value))
        rows.append({"of": "two states", "at": value, "error": abs(float(got - EXACT.log(1 + e)))})
        rows.append({"of": "three states", "at": value, "error": abs(float(got - EXACT.log(1 + e + e * e)))})
    p, keeps_mean = torch.softmax(0.7 * tensor([0.0, 1.0, 2.0]), -1), tensor([1.0, -2.0, 1.0])
    for change in (-0.05, -0.01, -0.001, 0.001, 0.01, 0.05):
        lost = torch.special.entr(p).sum() - torch.special.entr(p + change * keeps_mean).sum()
        rows.append({"of": "entropy lost", "at": change, "error": lost.item()})
    return pd.DataFrame(rows)


def partition_verdict(frame: pd.DataFrame) -> str:
    two, three = _worst(frame, "two states", "three states")
    if three < 1e-14:
        return "true" if two < 1e-14 else "false"
    return "depends" if two < 1e-14 and (frame.error[frame.of == "entropy lost"] > 0).all() else "false"


def partition_sentence(frame: pd.DataFrame) -> str:
    two, three = _worst(frame, "two states", "three states")
    at_0 = frame.error[(frame.of == "three states") & (frame["at"] == 0)].item()
    return (
        "softplus is the log-partition on two states "
        + ("to 14 decimals" if two < 1e-14 else f"only to {two:.1e}")
        + f", but misses that on three states by {at_0:.3f} at 0 and {three:.2f} at worst; there LogSumExp "
        "takes its place, and every change of its distribution that keeps the mean lowers the entropy."
    )


def outputs_as_shares(f: Callable | None = None) -> pd.DataFrame:
    """f on 1001 points of [−5, 5], and on 2, 0, −2 as they are and with 10 added."""
    f, z = f or form("softplus"), tensor([2.0, 0.0, -2.0])
    inputs = {"grid": line(-5, 5, 1001), "three": z, "three, 10 added": z + 10}
    frames = [pd.DataFrame({"inputs": name, "x": x, "value": f(x)}) for name, x in inputs.items()]
    return pd.concat(frames, ignore_index=True)


def probability_verdict(frame: pd.DataFrame) -> str:
    return "false" if (frame.value[frame.inputs == "grid"] > 1).any() else "true"


def probability_sentence(frame: pd.DataFrame) -> str:
    grid, three, later = (frame.value[frame.inputs == n] for n in ("grid", "three", "three, 10 added"))
    return (
        f"{(grid > 1).mean():.0%} of inputs in [−5, 5] give more than 1, and the outputs at 2, 0, −2 sum to "
        f"{three.sum():.2f}; divided by their sum they are a distribution, but adding 10 to every input moves the "
        f"largest from {three.iloc[0] / three.sum():.2f} to {later.iloc[0] / later.sum():.2f}."
    )


CLAIMS = [
    Claim(id="C23", statement="Softplus equals LogSumExp(0, x).", source=("B",), kind="measured",
          verdict="not as programmed", on="torch.logsumexp has no log1p, so its answer is 0 far left; torch.logaddexp is "
          "right", lesson="04", gather=logsumexp_errors, decide=logsumexp_verdict, say=logsumexp_sentence),
    Claim(id="C24", statement="LogSumExp underlies softmax, and one trick keeps all of them from overflowing.",
          source=("B",), kind="measured", verdict="true", lesson="04", gather=softmax_and_slopes,
          decide=softmax_verdict, say=softmax_sentence),
    Claim(id="C25", statement="Logit is the inverse of the sigmoid, and softplus, sigmoid and logit form a family.",
          source=("B",), kind="measured", verdict="true", lesson="04", gather=inversion_errors,
          decide=inversion_verdict, say=inversion_sentence),
    Claim(id="C26", statement="The convex conjugate of softplus is the negative binary entropy.", source=("B",),
          kind="measured", verdict="true", lesson="04", gather=conjugates, decide=conjugate_verdict,
          say=conjugate_sentence),
    Claim(id="C27", statement="Its tie to entropy makes softplus the function of choice for maximum-entropy models.",
          source=("B",), kind="measured", verdict="depends", on="two states: yes; three or more: LogSumExp",
          lesson="04", gather=partition_errors, decide=partition_verdict, say=partition_sentence),
    Claim(id="C53", statement="Because its outputs are positive, softplus can stand for probabilities.", source=("B",),
          kind="measured", verdict="false", lesson="04", gather=outputs_as_shares, decide=probability_verdict,
          say=probability_sentence),
]  # fmt: skip
