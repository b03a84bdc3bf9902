"""Places as whoever fills in a workbook finds them: the sheet, the row, and the heading of the column.

Loading, and the guards after it, speak of a folder's parts by their files and of columns by their own names, whatever
the form; this is the last thing that happens to what they say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from playbook.client.forms.workbook import Workbook
from playbook.client.source import Source
from playbook.messages import said

__all__ = ["OnSheet", "Places", "places_of", "shown"]

#: What has a place: a `file`, a `row` and a `column`, such as a fault.
_Placed = TypeVar("_Placed", bound=Any)


@dataclass(frozen=True)
class OnSheet:
    """The sheet that a file's part stands on (`file`, in words), what its columns or fields are called there, and the
    rows of those that have one each; `of_things` where it lists things that have fields."""

    file: str
    headings: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    of_things: bool = False

    def where(self, column: str, item: str = "") -> tuple[int | None, str]:
        """The row of a field, or of a thing (`item`, or before the dot in `column`), and its column's heading."""
        if self.of_things and item in ("", column):
            item, _, column = column.rpartition(".")
        return self.rows.get(item, self.rows.get(column)), self.headings.get(column, column)


#: The sheets by the files that they stand for, as faults name them (`clients/acme/bills.csv`); none of a CSV folder.
Places = Mapping[str, OnSheet]


def places_of(*sources: Source | None) -> Places:
    """Where the parts of these folders are."""
    books = [(source.label, source.book) for source in sources if source and source.book]
    return {f"{label}/{name}": _on_sheet(label, book, name) for label, book in books for name in book.form.by_file}


def shown(one: _Placed, places: Places) -> _Placed:
    """The same with its place as its folder has it."""
    file, _, item = one.file.partition(": ")
    if file not in places:
        return one
    row, column = places[file].where(one.column, item)
    return replace(one, file=places[file].file, row=row if one.row is None else one.row, column=column)


def _on_sheet(label: str, book: Workbook, name: str) -> OnSheet:
    part = book.form.by_file[name]
    title = book.titles.get(name, part.name)
    file = said("{file}, sheet {sheet}", file=f"{label}/{book.form.workbook}", sheet=title)
    return OnSheet(file, book.headings(name), book.numbers(name), of_things=part.shape == "items")
