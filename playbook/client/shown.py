"""Faults as whoever fills in a workbook finds their place: the sheet, the row, and the heading of the column.

Loading speaks of a folder's parts by their files and of columns by their own names, whatever the form; this is the last
thing that happens to its faults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from playbook.client.files import Source
from playbook.client.forms.workbook import Workbook
from playbook.client.normalised import Normalised
from playbook.errors import Fault
from playbook.messages import said

__all__ = ["shown"]

_Placed = TypeVar("_Placed", Fault, Normalised)


def shown(faults: Iterable[_Placed], sources: Iterable[Source | None]) -> list[_Placed]:
    """The faults, or notes on what was understood, with their places as these folders have them."""
    books = {source.label: source.book for source in sources if source and source.book}
    return [_placed(fault, books) for fault in faults]


def _placed(fault: _Placed, books: dict[str, Workbook]) -> _Placed:
    for label, book in books.items():
        name, _, item = fault.file.removeprefix(f"{label}/").partition(": ")
        if fault.file.startswith(f"{label}/") and name in book.form.by_file:
            return _on_its_sheet(fault, book, name, item)
    return fault


def _on_its_sheet(fault: _Placed, book: Workbook, name: str, item: str) -> _Placed:
    folder = fault.file[: fault.file.index(name)]
    title = book.titles.get(name, book.form.by_file[name].name)
    file = said("{file}, sheet {sheet}", file=f"{folder}{book.form.workbook}", sheet=title)
    row, column = book.where(name, fault.column, item)
    return replace(fault, file=file, row=row if fault.row is None else fault.row, column=column)
