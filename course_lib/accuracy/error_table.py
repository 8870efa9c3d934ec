"""The table of worst cases, and the profile of error against x: made by a command, kept as data, read by everyone."""

from importlib.resources import files
from itertools import product

import torch

from course_lib.accuracy.evaluation import DIRECT, evaluate
from course_lib.accuracy.region import Region, regions
from course_lib.accuracy.ulp import ulp_error
from course_lib.accuracy.worst import images, inputs, judge, truths
from course_lib.activations import IMPLEMENTATIONS
from course_lib.activations.catalogue import KERNELS
from course_lib.activations.kernels import fused

DTYPES = ("float16", "bfloat16", "float32", "float64")
BETAS = (1.0, 100.0, 3.0, 0.3)
_FOLDER = "data"


def table():
    """The stored table as a frame: one row for implementation × quantity × dtype × β × region.

    Columns: implementation, quantity (value; slope and curvature by autograd; "slope", "curvature" and "inverse" as
    implementations are the functions of those names, called), dtype, beta, region, ulp (worst found, inf if a result
    is infinite or NaN where the truth is not), x (where; for "inverse" the y), points (inputs tried). Regions are those
    of `regions(dtype, beta)`. All inputs of the half types are tried; of float32 and float64 a sample, so that the true
    worst may be a little larger: `every_float32` and `million_float64` hold what larger searches found at β = 1.
    "fused" stands there where a region has enough inputs (16,384) to reach the compiled code.
    Made by `python -m course_lib.accuracy table` on the machine that `machine.json` names: the last digit depends on
    the vector library, the bounds do not.

    >>> frame = table()
    >>> bool(frame.query("implementation == 'exact' and quantity == 'value'")["ulp"].max() <= 0.51)
    True
    """
    return _read("worst_ulp.csv")


def profile():
    """The stored error against x: worst ULP of the value in narrow bins of x, β = 1.

    Columns: curve (the implementation), dtype, x (where the worst of the bin is), ulp; one dtype of it is a frame for
    `course_lib.figures.draw_ulp`. Made by the same command as `table`.
    """
    return _read("ulp_profile.csv")


def measure_table(dtypes=DTYPES, betas=BETAS, points=None, implementations=None, progress=None):
    """Measure the table anew; a frame with the columns of `table`."""
    import pandas as pd

    names = list(IMPLEMENTATIONS) if implementations is None else implementations
    names = [name for name in names if not name.startswith("triton")]  # a GPU's; tests/activations has them
    columns = [(name, quantity) for quantity in ("value", "slope", "curvature") for name in names]
    columns += [(name, name) for name in DIRECT]
    rows = []
    for dtype, beta in product(dtypes, betas):
        for region in regions(dtype, beta).values():
            rows += _rows(dtype, beta, region, columns, points)
            if progress is not None:
                progress(f"{dtype} beta {beta} {region.name}")
    return pd.DataFrame(rows)


def _rows(dtype, beta, region, columns, points):
    x = inputs(getattr(torch, dtype), region, points, beta=beta)
    known = {}
    for name, quantity in columns:
        if name == "fused" and x.numel() < fused.SMALL:
            continue  # so few numbers do not reach the compiled code
        at = images(x, beta)[:5000] if quantity == "inverse" else x
        if quantity not in known:
            known[quantity] = truths(at, quantity, beta)
        worst = judge(name, quantity, at, beta, known[quantity])
        yield {
            "implementation": name,
            "quantity": quantity,
            "dtype": dtype,
            "beta": beta,
            "region": region.name,
            "ulp": worst.ulp,
            "x": worst.x,
            "points": worst.points,
        }


def measure_profile(dtypes=DTYPES, bins=90, per_bin=40, implementations=None):
    """Measure the profile anew: bins equal in asinh(x), so fine near 0 and wide far out."""
    import pandas as pd

    names = list(IMPLEMENTATIONS) if implementations is None else implementations
    names = [name for name in names if name not in KERNELS]  # a bin has too few inputs for compiled code
    rows = []
    for dtype in dtypes:
        reach = {"float16": 20.0, "bfloat16": 110.0, "float32": 110.0, "float64": 800.0}[dtype]
        edges = torch.sinh(
            torch.linspace(-1, 1, bins + 1, dtype=torch.float64) * torch.asinh(torch.tensor(reach))
        )
        for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            x = inputs(getattr(torch, dtype), Region("bin", low, high, ""), per_bin)
            if not x.numel():
                continue
            truth = truths(x, "value")
            for name in names:
                error = ulp_error(evaluate(name, x), truth, x.dtype)
                top = int(error.argmax())
                rows.append({"curve": name, "dtype": dtype, "x": x[top].item(), "ulp": error[top].item()})
    return pd.DataFrame(rows)


def _read(name):
    import pandas as pd

    with files("course_lib.accuracy").joinpath(_FOLDER, name).open(encoding="utf-8") as file:
        return pd.read_csv(file)
