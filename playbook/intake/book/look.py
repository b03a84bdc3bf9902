"""How a workbook looks: one format for each kind of cell, made once."""

from __future__ import annotations

from typing import Any

from playbook.client.schema import Column
from playbook.intake.book.cell_values import Pen

__all__ = ["Look", "number_format"]

_HEADS = {"required": "#F8CBAD", "internal": "#D9D2E9", "other": "#DDEBF7"}
_FILLED = {"required": "#FFF7F0", "internal": "#F7F4FB", "other": ""}
_GREY = {"font_color": "#808080", "italic": True, "bg_color": "#EDEDED"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "question": {"bold": True, "font_size": 12},
    "text": {"text_wrap": True, "valign": "vcenter"},
    "meaning": {"font_color": "#595959", "valign": "top"},
    "strong": {"bold": True, "text_wrap": True, "valign": "vcenter"},
    "step": {"bold": True, "bg_color": "#DDEBF7", "top": 1},
    "share": {"bold": True, "bg_color": "#DDEBF7", "top": 1, "num_format": "0%"},
    "count": {"align": "right"},
    "link": {"font_color": "#0563C1", "underline": 1},
    "grey": {**_GREY, "text_wrap": True},
}


class Look:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def style(self, name: str) -> Any:
        """A format by its name."""
        return self._format(**_STYLES[name])

    def head(self, column: Column) -> Any:
        """The heading of a column, in the colour that says what filling it in means."""
        colour = _HEADS[_importance(column)]
        return self._format(bold=True, bg_color=colour, border=1, text_wrap=True, valign="vcenter")

    def sample(self, importance: str) -> Any:
        """A cell of the legend."""
        return self._format(bold=True, bg_color=_HEADS[importance], border=1, text_wrap=True, valign="vcenter")

    def cell(self, column: Column, *, grey: bool = False, decimals: int = 0) -> Any:
        """A cell of a column; `grey` in an example; with so many `decimals` always, where they are given."""
        filled = _FILLED[_importance(column)]
        shown = _fixed(column, decimals) if decimals else number_format(column)
        shape: dict[str, Any] = {"num_format": shown, "valign": "top"}
        return self._format(**shape, **(_GREY if grey else {"bg_color": filled} if filled else {}))

    def pen(self, column: Column | None, *, grey: bool = False) -> Pen:
        """What writes the cells of a column."""
        look = self.cell(column, grey=grey) if column else None
        return Pen(column, look, lambda decimals: column and self.cell(column, grey=grey, decimals=decimals))

    def _format(self, **shape: Any) -> Any:
        key = tuple(sorted(shape.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(shape)
        return self._made[key]


def _importance(column: Column) -> str:
    return "required" if column.required else "internal" if column.internal else "other"


def _fixed(column: Column, decimals: int) -> str:
    """A number that always has so many decimals; the sign is written as :mod:`playbook.sheets.shown` knows it."""
    digits = ("#,##0." if column.unit.startswith("currency") else "0.") + "0" * decimals
    return rf"{digits};\-{digits}"


def number_format(column: Column) -> str:
    """How a spreadsheet shows a column; ids, months and words are text, so that nothing is made of them."""
    if column.kind == "date":
        return "yyyy-mm-dd"
    if column.kind == "integer":
        return "0"
    if column.kind == "number":
        return "#,##0.00" if column.unit.startswith("currency") else "General"
    return "@"
