"""Tables by name: typed rows, each table made a frame of when somebody first asks for the frame.

To go through a few rows one by one needs no frame, and to make one costs more than to read its file; most steps ask for
rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from playbook.client.schema import Table

__all__ = ["Frames", "Rows", "as_figures", "frame_of"]

#: The rows of a table: column -> typed value. An unknown number is NaN, any other unknown value None.
Rows = Sequence[Mapping[str, Any]]
_UNKNOWN = float("nan")


class Frames(Mapping[str, pd.DataFrame]):
    """A frame for each table; `rows` are the rows that they are made of, by the table's name."""

    def __init__(self, tables: Iterable[Table], rows: Mapping[str, Rows]) -> None:
        self._tables = {table.name: table for table in tables}
        self._made: dict[str, pd.DataFrame] = {}
        self.rows = rows

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = _frame(self._tables[name], self.rows[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __contains__(self, name: object) -> bool:
        return name in self._tables


def as_figures(rows: Rows, table: Table) -> Rows:
    """The rows with every number as a float: counts too, and NaN where it is unknown."""
    figures = _figures(table)
    return [{**row, **{name: _UNKNOWN if row[name] is None else float(row[name]) for name in figures}} for row in rows]


def _figures(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.kind in ("number", "integer")]


def _frame(table: Table, rows: Rows) -> pd.DataFrame:
    frame = frame_of(rows, [*(column.name for column in table.columns), "row"], figures=_figures(table))
    frame["row"] = frame["row"].astype("int64")
    return frame


def frame_of(rows: Rows, columns: Sequence[str], *, figures: Iterable[str] = ()) -> pd.DataFrame:
    """A frame of these columns, the figures as floats; all else stays what it is, None where it is unknown.

    >>> frame_of(
    ...     [{"site": "a", "mbit": 2}, {"site": None, "mbit": 10}], ["mbit", "site"], figures=["mbit"]
    ... ).to_numpy().tolist()
    [[2.0, 'a'], [10.0, None]]
    """
    cells = np.fromiter((row[name] for row in rows for name in columns), dtype=object, count=len(rows) * len(columns))
    frame = pd.DataFrame(cells.reshape(len(rows), len(columns)), columns=list(columns), dtype=object)
    for name in figures:
        frame[name] = np.array([row[name] for row in rows], dtype=np.float64)
    return frame
