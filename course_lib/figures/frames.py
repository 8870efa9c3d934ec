"""What every drawing function asks of a frame, and the message when a frame does not have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the frames come from their makers, so drawing need not import pandas
    import pandas as pd


def require(frame: pd.DataFrame, columns: Sequence[str], function: str) -> None:
    """Raise `TypeError` or `ValueError` with what was passed, what was expected and what to do."""
    if not hasattr(frame, "columns"):
        raise TypeError(
            f"{function}: got {type(frame).__name__}, expected a pandas DataFrame with the columns "
            f"{', '.join(columns)}."
        )
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ValueError(
            f"{function}: the frame lacks {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}. "
            f"Expected the columns {', '.join(columns)}: one row for each point."
        )
    if len(frame) == 0:
        raise ValueError(f"{function}: the frame has no rows, so there is nothing to draw.")


def names_in_order(frame: pd.DataFrame, column: str) -> list[str]:
    """The distinct names in a column, in the order of their first appearance."""
    return [str(name) for name in dict.fromkeys(frame[column])]
