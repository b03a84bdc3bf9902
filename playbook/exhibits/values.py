"""The values behind an exhibit: its columns, and rows of cells, each as computed and as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Cell", "Field", "Values"]


@dataclass(frozen=True)
class Field:
    """A column of an exhibit's table: its label, the role that it plays in the chart, and its unit.

    `role` is one of category, series, value, low, high, highlight, total, x, y, size, label, start, end, state, note.
    """

    name: str
    label: str
    role: str = "label"
    unit: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """One value: as computed, as printed, and where it is unknown the reason why.

    In a table that is shown it may say that something is missing there (`gap`), and be a `link` to another exhibit, by
    its id.
    """

    value: Any
    printed: str
    reason: str = ""
    gap: bool = False
    link: str = ""

    @property
    def known(self) -> bool:
        """False for an unknown value."""
        return self.value is not None

    def as_json(self) -> dict[str, Any]:
        """`{"value", "printed"}`, and beside them what is not as usual."""
        return {key: value for key, value in vars(self).items() if key in ("value", "printed") or value}


@dataclass(frozen=True)
class Values:
    """The table behind an exhibit: what a reader may check, and what a native chart or a sheet is made from."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """`{"fields": [..], "rows": [[{"value", "printed", "reason"}]]}`."""
        return {
            "fields": [vars(column) for column in self.fields],
            "rows": [[cell.as_json() for cell in row] for row in self.rows],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Values:
        """The values again."""
        return cls(
            tuple(Field(**column) for column in data["fields"]),
            tuple(tuple(Cell(**cell) for cell in row) for row in data["rows"]),
        )
