"""A frame as plain rows, for whoever goes through them one by one.

>>> records(pd.DataFrame({"service": ["data", "voice"], "share": [0.5, 1.0]}))
[{'service': 'data', 'share': 0.5}, {'service': 'voice', 'share': 1.0}]
"""
from __future__ import annotations

from typing import Any

import pandas as pd

__all__ = ["records", "with_none"]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as mappings from column to value; many times as fast as pandas' own way for small frames."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(dtype=object).tolist()]


def with_none(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with None, not NaN, for what is unknown in columns that hold texts or names.

    >>> with_none(pd.DataFrame({"since": ["2025-05", None]}), "since")["since"].tolist()
    ['2025-05', None]
    """
    known = {name: [None if value is None or value != value else value for value in frame[name].tolist()] for name in columns}
    return frame.assign(**{name: pd.Series(values, index=frame.index, dtype=object) for name, values in known.items()})
