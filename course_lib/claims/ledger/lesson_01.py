"""Claims taught in lesson 01, meet softplus: what the function is, at zero, and far out."""

import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from course_lib.claims.entry import Claim
from course_lib.claims.measuring import (
    EXACT,
    FLOAT_TYPES,
    by_type,
    form,
    identity_from,
    line,
    listed,
    numbers,
    relative_errors,
    tensor,
    zeros_by_type,
)


def _definition(x: Any) -> Any:
    """ln(1 + eˣ) as the claims state it, whatever `course_lib.accuracy` computes."""
    return EXACT.log1p(EXACT.exp(x))


def definition_errors(f: Callable | None = None) -> pd.DataFrame:
    """Of f against ln(1 + eˣ), and of ln(1 + eˣ) − ReLU(x) against log1p(e^−|x|): 241 points of [−30, 30], 200 bits."""
    x = line(-30, 30, 241)
    gap = [abs(float(_definition(v) - max(v, 0) - _definition(-abs(v)))) for v in map(EXACT.mpf, x.tolist())]
    error = relative_errors((f or form("softplus"))(x), x, _definition)
    return pd.DataFrame({"x": x, "relative_error": error, "identity_error": gap})


def definition_verdict(frame: pd.DataFrame) -> str:
    holds = (frame.relative_error < 1e-15).all() and (frame.identity_error < 1e-50).all()
    return "true" if holds else "false"


def definition_sentence(frame: pd.DataFrame) -> str:
    worst, identity = frame.relative_error.max(skipna=False), frame.identity_error.max()
    return (
        f"on {len(frame)} points of [−30, 30] the relative error against ln(1 + eˣ) at 200 bits is "
        + ("below 1e-15" if worst < 1e-15 else f"{worst:.1e}")
        + "; ln(1 + eˣ) − ReLU(x) equals log1p(e^−|x|) "
        + ("to 50 digits." if identity < 1e-50 else f"only to {identity:.1e}.")
    )


def gaps_and_corner(f: Callable | None = None) -> pd.DataFrame:
    """At 0, ±5, ±10: the gap of f to ReLU, and how far the slopes of f and of ReLU jump (differences of 1e-6)."""
    import torch

    f = f or form("softplus")
    x, h = tensor([0.0, -5.0, 5.0, -10.0, 10.0]), 1e-6

    def jump(g: Callable) -> torch.Tensor:
        return (g(x + h) - g(x)) / h - (g(x) - g(x - h)) / h

    gap = f(x) - torch.relu(x)
    return pd.DataFrame({"x": x, "gap": gap, "slope_jump": jump(f), "relu_jump": jump(torch.relu)})


def _gaps(frame: pd.DataFrame) -> list[float]:
    """The largest gap at 0, at ±5 and at ±10."""
    return [frame.gap[frame.x.abs() == x].max(skipna=False) for x in (0, 5, 10)]


def corner_verdict(frame: pd.DataFrame) -> str:
    at_0, at_5, at_10 = _gaps(frame)
    close = at_5 < 0.0068 and at_10 < 4.6e-5 and abs(at_0 - math.log(2)) < 1e-15
    return "true" if close and (frame.slope_jump.abs() < 1e-5).all() else "false"


def corner_sentence(frame: pd.DataFrame) -> str:
    at_0, at_5, at_10 = _gaps(frame)
    jump, relu_jump = frame.loc[frame.x == 0, ["slope_jump", "relu_jump"]].to_numpy()[0]
    return (
        f"the gap to ReLU is {at_0:.4f} at 0, {at_5:.4f} at ±5 and {at_10:.1e} at ±10; "
        f"the slope jumps by {abs(round(jump, 4)):.4f} at 0, ReLU's by {relu_jump:.4f}."
    )


def zeros(f: Callable | None = None) -> pd.DataFrame:
    """For each float type, from where on f is exactly 0, and whether the true value there is positive."""
    return zeros_by_type(f or form("softplus"), _definition)


def zeros_verdict(frame: pd.DataFrame) -> str:
    if not frame.true_positive.all():
        return "false"
    return "exact arithmetic only" if (frame.zero_at > -math.inf).any() else "true"


def zeros_sentence(frame: pd.DataFrame) -> str:
    starts = listed(frame, "zero_at", lambda x: f"−{-x:.0f}")
    if not starts:
        return "the true value is positive everywhere, and so is the computed one down to −1000."
    return (
        "the true value is positive everywhere, but the computed one is exactly 0, alone or in a long tensor, at the "
        f"latest from {starts} on."
    )


def excesses(f: Callable | None = None) -> pd.DataFrame:
    """In each float type: f(x) − x at 5, 10 and 20, and the x from where on f(x) is x."""
    f = f or form("softplus")
    frame = by_type(identity_from=lambda dtype: identity_from(f, dtype))
    excess = [(f(x) - x).tolist() for x in (tensor([5.0, 10.0, 20.0], dtype) for dtype in FLOAT_TYPES)]
    return frame.join(pd.DataFrame(excess, columns=["excess_at_5", "excess_at_10", "excess_at_20"]))


def excess_verdict(frame: pd.DataFrame) -> str:
    got = frame.set_index("dtype").loc["float64"]
    true = {f"excess_at_{x}": math.log1p(math.exp(-x)) for x in (5, 10, 20)}
    close = all(math.isclose(got[name], excess, rel_tol=1e-5) for name, excess in true.items())
    return "true" if close and (frame.identity_from < math.inf).all() else "false"


def excess_sentence(frame: pd.DataFrame) -> str:
    got = frame.set_index("dtype").loc["float64"]
    # rounded up to a half: the last input that differs depends on the machine's exp and log1p
    starts = listed(frame, "identity_from", lambda x: f"{math.ceil(x * 2) / 2:g}")
    return (
        f"the excess over x is {got.excess_at_5:.4f} at 5, {got.excess_at_10:.1e} at 10 and {got.excess_at_20:.1e} at 20; "
        f"rounded, f(x) is x itself at the latest from {starts} on."
    )


def values_at_zero(f: Callable | None = None) -> pd.DataFrame:
    """f(0) in each float type."""
    return by_type(value=lambda dtype: (f or form("softplus"))(tensor(0.0, dtype)).item())


def zero_verdict(frame: pd.DataFrame) -> str:
    spacing = frame.eps / 2  # of each type's numbers at ln 2
    return "true" if ((frame.value - math.log(2)).abs() <= spacing).all() else "false"


def zero_sentence(frame: pd.DataFrame) -> str:
    value = frame.value[frame["dtype"] == "float64"].item()
    return f"f(0) = {value:.4f} in float64; every float type gives ln 2 " + (
        "to within one unit in the last place."
        if zero_verdict(frame) == "true"
        else "wrong by more than one unit in the last place."
    )


def five_values(f: Callable | None = None) -> pd.DataFrame:
    """f and PyTorch's nn.Softplus at −2 … 2 in float32, and the values that article A prints."""
    import torch

    printed = {-2.0: "0.1269", -1.0: "0.3133", 0.0: "0.6931", 1.0: "1.3133", 2.0: "2.1269"}
    x = tensor(list(printed), "float32")
    value, torchs = (f or form("softplus"))(x), torch.nn.Softplus()(x)
    return pd.DataFrame({"x": x, "printed": printed.values(), "value": value, "nn_softplus": torchs})


def five_verdict(frame: pd.DataFrame) -> str:
    printed = numbers(frame.value, ".4f") == numbers(frame.nn_softplus, ".4f") == ", ".join(frame.printed)
    return "true" if printed and (frame.value > frame.x)[frame.x >= 1].all() else "false"


def five_sentence(frame: pd.DataFrame) -> str:
    ours, torchs = numbers(frame.value, ".4f"), numbers(frame.nn_softplus, ".4f")
    same = "the same" if ours == torchs else torchs
    return f"at −2, −1, 0, 1, 2 the values are {ours}; nn.Softplus prints {same}."


def flat_steps(f: Callable | None = None) -> pd.DataFrame:
    """For f and ReLU: how many of 2000 equal steps over [−10, 10] do not rise, and the value at −1."""
    import torch

    x, rows = line(-10, 10, 2001), []
    for name, g in {"softplus": f or form("softplus"), "ReLU": torch.relu}.items():
        flat = int((g(x).diff() <= 0).sum())
        rows.append((name, 2000, flat, g(tensor(-1.0)).item()))
    return pd.DataFrame(rows, columns=["function", "steps", "flat", "value_at_minus_1"])


def clipping_verdict(frame: pd.DataFrame) -> str:
    return "true" if frame.flat[0] > 0 else "false"


def clipping_sentence(frame: pd.DataFrame) -> str:
    return (
        f"on {frame.steps[0]} steps from −10 to 10 softplus stays the same {frame.flat[0]} times, ReLU "
        f"{frame.flat[1]} times; f(−1) = {frame.value_at_minus_1[0]:.4f}, not 0."
    )


def gaps_on_both_sides(f: Callable | None = None) -> pd.DataFrame:
    """The gap of f to ReLU at x and at −x, for x = 0.1, 0.2, …, 10."""
    f, x = f or form("softplus"), line(0.1, 10, 100)
    return pd.DataFrame({"x": x, "gap_right": f(x) - x, "gap_left": f(-x)})


def _asymmetry(frame: pd.DataFrame) -> float:
    """The largest difference of the two gaps."""
    return (frame.gap_left - frame.gap_right).abs().max(skipna=False)


def sides_verdict(frame: pd.DataFrame) -> str:
    return "false" if _asymmetry(frame) < 1e-13 else "true"


def sides_sentence(frame: pd.DataFrame) -> str:
    at_1, worst = frame[(frame.x - 1).abs() < 1e-9].iloc[0], _asymmetry(frame)
    return (
        f"the gap is {at_1.gap_right:.4f} at 1 and {at_1.gap_left:.4f} at −1; for {len(frame)} pairs ±x up to "
        f"±{frame.x.max():g} the two sides differ by "
        + ("less than 1e-13." if worst < 1e-13 else f"up to {worst:.1e}.")
    )


CLAIMS = [
    Claim(id="C01", statement="Softplus is ln(1 + eˣ), a smooth approximation of ReLU.", source=("A", "B"),
          kind="measured", verdict="true", lesson="01", gather=definition_errors, decide=definition_verdict,
          say=definition_sentence),
    Claim(id="C02", statement="Softplus behaves like ReLU for large |x| and avoids the sharp corner.",
          source=("A", "B"), kind="measured", verdict="true", lesson="01", gather=gaps_and_corner,
          decide=corner_verdict, say=corner_sentence),
    Claim(id="C04", statement="Softplus gives small positive values for negative inputs and never reaches zero.",
          source=("A", "B"), kind="measured", verdict="exact arithmetic only", on="floats underflow to 0", lesson="01",
          gather=zeros, decide=zeros_verdict, say=zeros_sentence),
    Claim(id="C07", statement="For large x the output of softplus is nearly x.", source=("A", "B"), kind="measured",
          verdict="true", lesson="01", gather=excesses, decide=excess_verdict, say=excess_sentence),
    Claim(id="C08", statement="Softplus at 0 is 0.6931, which is ln 2.", source=("A",), kind="measured",
          verdict="true", lesson="01", gather=values_at_zero, decide=zero_verdict, say=zero_sentence),
    Claim(id="C09", statement="On −2, −1, 0, 1, 2 softplus gives 0.1269, 0.3133, 0.6931, 1.3133, 2.1269, "
          "slightly above the input for 1 and 2.", source=("A",), kind="measured", verdict="true", lesson="01",
          gather=five_values, decide=five_verdict, say=five_sentence),
    Claim(id="C10", statement="Softplus clips outputs as ReLU does.", source=("A",), kind="measured", verdict="false",
          lesson="01", gather=flat_steps, decide=clipping_verdict, say=clipping_sentence),
    Claim(id="C52", statement="The difference between softplus and ReLU shows at negative inputs, not at positive ones.",
          source=("B",), kind="measured", verdict="false", lesson="01", gather=gaps_on_both_sides, decide=sides_verdict,
          say=sides_sentence),
]  # fmt: skip
