"""The table of worst cases, form × quantity × dtype × β × region, measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from course_lib.accuracy.evaluation import DIRECT
from course_lib.accuracy.region import Region, regions
from course_lib.accuracy.sampling import images, inputs
from course_lib.accuracy.worst import judge, row, truths
from course_lib.activations import IMPLEMENTATIONS
from course_lib.activations.arguments import dtype_named
from course_lib.activations.kernels import fused

if TYPE_CHECKING:
    import pandas as pd

DTYPES = ("float16", "bfloat16", "float32", "float64")
BETAS = (1.0, 100.0, 3.0, 0.3)
_INVERSES = 5000  # mpmath judges every one


def measure_table(
    dtypes: Sequence[str] = DTYPES,
    betas: Sequence[float] = BETAS,
    implementations: Iterable[str] | None = None,
    progress: Callable[[str], object] = lambda line: None,
) -> pd.DataFrame:
    """Measure the table anew; a frame with the columns of `table`."""
    import pandas as pd

    names = list(IMPLEMENTATIONS if implementations is None else implementations)
    names = [name for name in names if not name.startswith("triton")]  # a GPU's; tests/activations has them
    columns = [(name, quantity) for quantity in ("value", "slope", "curvature") for name in names]
    columns += [(name, name) for name in DIRECT]
    rows: list[dict[str, Any]] = []
    for dtype, beta in product(dtypes, betas):
        for region in regions(dtype, beta).values():
            rows += _rows(dtype, beta, region, columns)
            progress(f"{dtype} beta {beta} {region.name}")
    return pd.DataFrame(rows)


def _rows(
    dtype: str, beta: float, region: Region, columns: list[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    x = inputs(dtype_named(dtype), region, beta=beta)
    known: dict[str, Any] = {}
    for name, quantity in columns:
        if name == "fused" and x.numel() < fused.SMALLEST_COMPILED:
            continue  # so few numbers do not reach the compiled code
        at = images(x, beta)[:_INVERSES] if quantity == "inverse" else x
        if quantity not in known:
            known[quantity] = truths(at, quantity, beta)
        worst = judge(name, quantity, at, beta, known[quantity])
        yield row(name, quantity, dtype, beta, region.name, worst)
