"""What a cell offers to choose from: closed lists, ids that other sheets define, and ids of the market.

Lists stand on a hidden sheet, a column each; a drop-down points to them as `='_lists'!$A$1:$A$8`, the one spelling that
no spreadsheet takes amiss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.client.forms.cells import letters
from playbook.client.forms.examples import LISTS
from playbook.client.forms.names import label, sheet_title
from playbook.client.forms.parts import Form
from playbook.client.schema import Column
from playbook.units import Lang

__all__ = ["FIRST", "Offers", "reach"]

#: The row, from 0, below a table's header.
FIRST = 2
#: How many rows a drop-down or a count takes in at least, so that there is room to fill in.
_ROOM = 2000


def reach(title: str, column: int, count: int) -> str:
    """The cells of a sheet's column below its header, with room for more: `'Sites'!$A$3:$A$2002`."""
    letter, last = letters(column), FIRST + max(_ROOM, 2 * count)
    return f"'{title}'!${letter}${FIRST + 1}:${letter}${last}"


class Offers:
    """The drop-downs of one workbook; `listed` are ids that no sheet of it defines (`services.service`)."""

    def __init__(self, book: Any, form: Form, lang: Lang, listed: Mapping[str, Sequence[str]]) -> None:
        self._form, self._lang, self._listed = form, lang, listed
        self._sheet = book.add_worksheet(LISTS[1])
        self._sheet.very_hidden()
        self._made: dict[tuple[str, ...], str] = {}

    def rule(self, column: Column, counts: Mapping[str, int]) -> dict[str, Any] | None:
        """The drop-down of a column; None where it has none. `counts` are the rows of each table."""
        if column.kind in ("choice", "flag"):
            values = column.allowed or ("yes", "no")
            return self._list(tuple(label(column, value, self._lang) for value in values), "stop")
        if column.kind not in ("id", "text"):
            return None
        if listed := self._listed.get(column.refers or column.name):
            return self._list(tuple(listed), "warning")
        return self._of_sheet(column.refers, counts)

    def _list(self, values: tuple[str, ...], severity: str) -> dict[str, Any]:
        if values not in self._made:
            place = len(self._made)
            self._sheet.write_column(0, place, values)
            letter = letters(place)
            self._made[values] = f"='{LISTS[1]}'!${letter}$1:${letter}${len(values)}"
        return {"validate": "list", "source": self._made[values], "error_type": severity}

    def _of_sheet(self, refers: str, counts: Mapping[str, int]) -> dict[str, Any] | None:
        table, _, name = refers.partition(".")
        part = self._form.by_file.get(f"{table}.csv")
        if part is None:
            return None
        place = [column.name for column in part.table.columns].index(name)
        source = f"={reach(sheet_title(part, self._lang), place, counts.get(table, 0))}"
        return {"validate": "list", "source": source, "error_type": "warning"}
