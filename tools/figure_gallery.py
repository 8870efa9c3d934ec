"""Every kind of figure on one page, for review.

    python tools/figure_gallery.py FOLDER

The frames are made here with NumPy from the closed forms, so that the gallery needs `course_lib.figures` only.
"""

from __future__ import annotations

import argparse
import functools
import html
import timeit
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from course_lib.figures import (
    describe,
    draw_calibration,
    draw_conjugate,
    draw_curves,
    draw_disc,
    draw_error_against_time,
    draw_gap,
    draw_interval,
    draw_intervals,
    draw_level_sets,
    draw_means,
    draw_point,
    draw_slope_and_curvature,
    draw_ulp,
    draw_unit_raster,
    new_figure,
    to_png,
)
from course_lib.terminal import accept_every_character

X = np.linspace(-6.0, 6.0, 481)


def softplus_frame(beta: float = 1.0) -> pd.DataFrame:
    """Softplus and ReLU on one grid, tidy: x, y, curve."""
    softplus = np.logaddexp(0.0, beta * X) / beta
    return _tidy({f"softplus, β = {beta:g}": softplus, "ReLU": np.maximum(X, 0.0)})


def derivative_frame(beta: float = 1.0) -> pd.DataFrame:
    """Softplus with slope, curvature and conjugate: x, value, slope, curvature, conjugate."""
    value = np.logaddexp(0.0, beta * X) / beta
    slope = 1.0 / (1.0 + np.exp(-beta * X))
    curvature = beta * slope * (1.0 - slope)
    return pd.DataFrame(
        {"x": X, "value": value, "slope": slope, "curvature": curvature, "conjugate": X * slope - value}
    )


def ulp_frame() -> pd.DataFrame:
    """The error of log(1 + exp(x)) in float32 against log1p in float64: x, ulp, curve."""
    x = np.linspace(-20.0, 5.0, 251, dtype=np.float32)
    exact = np.log1p(np.exp(x.astype(np.float64)))
    spacing = np.spacing(exact.astype(np.float32)).astype(np.float64)
    forms = {"log(1 + exp(x))": np.log(np.float32(1) + np.exp(x)), "log1p(exp(x))": np.log1p(np.exp(x))}
    parts = [
        pd.DataFrame({"x": x, "ulp": np.abs(y - exact) / spacing, "curve": name}) for name, y in forms.items()
    ]
    return pd.concat(parts, ignore_index=True)


def error_and_time_frame() -> pd.DataFrame:
    """Worst error right of -1, and time as a multiple of the first form's, measured here: implementation, ratio, ulp."""
    x = np.linspace(-1.0, 5.0, 50_001, dtype=np.float32)
    forms: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "log1p(exp(x))": lambda x: np.log1p(np.exp(x)),
        "log(1 + exp(x))": lambda x: np.log(np.float32(1) + np.exp(x)),
        "in float64": lambda x: np.logaddexp(0, x.astype(np.float64)).astype(np.float32),
    }
    exact = np.log1p(np.exp(x.astype(np.float64)))
    spacing = np.spacing(exact.astype(np.float32)).astype(np.float64)
    rows = [
        {
            "implementation": name,
            "ratio": min(timeit.repeat(functools.partial(form, x), number=3, repeat=3)),
            "ulp": float(np.max(np.abs(form(x) - exact) / spacing)),
        }
        for name, form in forms.items()
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(ratio=frame["ratio"] / frame["ratio"].iloc[0])


def _tidy(curves: Mapping[str, np.ndarray]) -> pd.DataFrame:
    return pd.concat(
        [pd.DataFrame({"x": X, "y": y, "curve": name}) for name, y in curves.items()], ignore_index=True
    )


def _curves() -> Figure:
    frame = pd.concat([softplus_frame(beta) for beta in (0.5, 1.0, 4.0)]).drop_duplicates(["x", "curve"])
    fig, ax = new_figure()
    draw_curves(ax, frame, ylabel="f(x)", title="A larger β brings softplus closer to ReLU")
    return fig


def _gap() -> Figure:
    fig, ax = new_figure()
    draw_gap(ax, softplus_frame(), ylabel="f(x)", title="Softplus stays above ReLU, most at 0")
    return fig


def _point() -> Figure:
    fig, ax = new_figure()
    draw_point(
        ax, softplus_frame(), 1.0, float(np.logaddexp(0, 1.0)), ylabel="f(x)", title="softplus(1) = 1.313"
    )
    return fig


def _interval() -> Figure:
    fig, ax = new_figure()
    draw_curves(ax, softplus_frame(), ylabel="f(x)", title="Half of the rise happens between −1.1 and 1.1")
    draw_interval(ax, -np.log(3), np.log(3), "slope from ¼ to ¾")
    return fig


def means_frame() -> pd.DataFrame:
    """How far the mean of n draws lies from the true mean, over 40 repetitions: condition, step, mean, low, high."""
    rows = []
    for name, scale in (("normal", 1.0), ("twice as wide", 2.0)):
        for n in (1, 4, 16, 64):
            draws = np.random.default_rng(n).normal(scale=scale, size=(40, n))
            errors = np.abs(draws.mean(1))
            half = 2.02 * errors.std(ddof=1) / np.sqrt(40)
            rows.append((name, n, errors.mean(), errors.mean() - half, errors.mean() + half))
    return pd.DataFrame(rows, columns=["condition", "step", "mean", "low", "high"])


def _means() -> Figure:
    fig, ax = new_figure()
    title = "Four times as many draws halve the error"
    draw_means(
        ax, means_frame(), xlabel="number of draws", ylabel="error of the mean", title=title, xlog=True
    )
    return fig


def _intervals() -> Figure:
    fig, ax = new_figure()
    rows = means_frame().query("step == 16").assign(run=["recorded", "live"])
    draw_intervals(ax, rows, xlabel="error of the mean of 16 draws", title="Twice as wide, twice the error")
    return fig


def _calibration() -> Figure:
    predicted = np.array([1.0, 2.0, 3.5, 6.0])
    parts = []
    for name, observed in (("softplus", predicted * 1.02), ("exp", predicted**0.8)):
        half = 0.08 * predicted
        parts.append(
            pd.DataFrame(
                {"condition": name, "predicted": predicted, "mean": observed, "low": observed - half}
            ).assign(high=observed + half)
        )
    fig, ax = new_figure()
    draw_calibration(ax, pd.concat(parts), title="Large predictions of exp are too large (made-up numbers)")
    return fig


def _level_sets() -> Figure:
    x, y = map(np.ravel, np.meshgrid(np.linspace(-1.5, 1.5, 61), np.linspace(-1.5, 1.5, 61)))
    parts = {"distance": np.hypot(x, y) - 1.0, "three times the distance": 3.0 * np.hypot(x, y) - 2.7}
    frame = pd.concat([pd.DataFrame({"x": x, "y": y, "value": v, "condition": k}) for k, v in parts.items()])
    fig, axes = new_figure(width=8.4, columns=2)
    draw_level_sets(axes, frame, levels=(-0.8, -0.4, 0.4, 0.8), circle=(0.0, 0.0, 1.0))
    return fig


def _unit_raster() -> Figure:
    """Eight units that drift to the left; those with an even number come back."""
    unit, step = map(np.ravel, np.meshgrid(np.arange(8), np.arange(0, 200, 5)))
    away = np.where(unit % 2, step, 150 - np.abs(step - 100)) - 20.0 * unit
    frame = pd.DataFrame({"unit": unit, "step": step, "slope": (away < 40).astype(float)})
    fig, ax = new_figure()
    draw_unit_raster(ax, frame, title="Five of eight units end without slope (made-up numbers)")
    return fig


def _disc() -> Figure:
    fig, ax = new_figure(width=5.0, height=5.0)
    draw_disc(ax, 0.0, [complex(0, np.pi), complex(0, -np.pi)], xlim=(-5, 5), ylim=(-5, 5))
    return fig


def _derivatives() -> Figure:
    fig, axes = new_figure(height=6.5, rows=3, sharex=True)
    draw_slope_and_curvature(
        axes, derivative_frame(), 1.0, title="The slope rises from 0 to 1; the curvature is a bump at 0"
    )
    return fig


def _conjugate() -> Figure:
    fig, axes = new_figure(width=8.4, columns=2)
    draw_conjugate(axes, derivative_frame(), 0.7, title="The tangent meets the axis at −f*(s)")
    return fig


def _ulp() -> Figure:
    fig, ax = new_figure()
    draw_ulp(ax, ulp_frame(), title="The naive form loses every digit below −16.6")
    return fig


def _error_against_time() -> Figure:
    fig, ax = new_figure()
    frame, title = error_and_time_frame(), "What accuracy costs, for three forms in NumPy"
    draw_error_against_time(ax, frame, baseline="log1p(exp(x))", title=title)
    return fig


FIGURES: Mapping[str, Callable[[], Figure]] = {
    "curves": _curves,
    "gap": _gap,
    "point": _point,
    "interval": _interval,
    "means": _means,
    "intervals": _intervals,
    "calibration": _calibration,
    "level_sets": _level_sets,
    "unit_raster": _unit_raster,
    "disc": _disc,
    "slope_and_curvature": _derivatives,
    "conjugate": _conjugate,
    "ulp": _ulp,
    "error_against_time": _error_against_time,
}


def write_gallery(folder: Path) -> Path:
    """Write each figure as `NAME.png`, and an `index.html` with the words that `describe` gives; return that page."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for name, make in FIGURES.items():
        fig = make()
        (folder / f"{name}.png").write_bytes(to_png(fig))
        words = html.escape(describe(fig.get_axes()))
        parts.append(
            f'<h2>{name}</h2><figure><img src="{name}.png" alt="{words}"><figcaption>{words}</figcaption></figure>'
        )
    page = folder / "index.html"
    body = "\n".join(parts)
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title><h1>Figures</h1>\n{body}\n</html>\n',
        encoding="utf-8",
    )
    return page


if __name__ == "__main__":
    accept_every_character()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    print(write_gallery(parser.parse_args().folder))
