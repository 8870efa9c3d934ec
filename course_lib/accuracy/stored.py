"""The worst error that is known of each form: the table, and the larger searches, in one."""

from course_lib.accuracy.million import stored as million
from course_lib.accuracy.sweep import stored as sweep
from course_lib.accuracy.error_table import table


def worst_stored(beta=1.0):
    """(implementation, dtype name) → worst ULP of the value at this β, of all that is stored; nothing for a β never tried.

    >>> worst_stored()["exact", "float32"] <= 0.5 + 2**-26
    True
    """
    rows = table().query("quantity == 'value' and beta == @beta")
    worst = rows.groupby(["implementation", "dtype"])["ulp"].max().to_dict()
    if beta == 1.0:
        for dtype, found in (
            ("float32", sweep()),
            ("float32", sweep("sweep_float32_fused.json")),
            ("float64", million()),
        ):
            for column, cells in found["worst"].items():
                name, quantity = column.split()
                if quantity == "value":
                    largest = max(cell["ulp"] for cell in cells.values())
                    worst[name, dtype] = max(largest, worst.get((name, dtype), 0.0))
    return worst
