"""The grey row of a sheet that shows how to fill it in, and that nobody reads.

It is told by what it says: a row that is the example cell for cell is passed over, wherever it stands; a row in which
anything has been changed is somebody's own, and is read. That it then still calls itself an example is a fault, so that
a row half filled in does not pass. A workbook keeps its examples on a hidden sheet, since those of a later playbook may
be others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from playbook.client.forms.parts import FORMS, Part
from playbook.client.schema import Column, Kind
from playbook.sheets.grid import Grid
from playbook.units import Lang

__all__ = ["EXAMPLES", "LISTS", "MARKS", "calls_itself_example", "example_of", "examples_of", "kept_examples", "marked"]

#: The hidden sheet: a part, a column and a cell's text in each row.
EXAMPLES = "_examples"
#: Our hidden sheets: the examples, and what drop-downs offer.
LISTS = (EXAMPLES, "_lists")
#: What an example says of itself, in the first of these columns that its table has.
MARKS: Mapping[Lang, str] = {"zh": "示例，不读取", "en": "an example, not read"}
_MARKED = ("source", "why", "name")
#: Where a compulsory column has no example of its own.
_BY_KIND: Mapping[Kind, str] = {
    "text": "..",
    "id": "a-1",
    "ids": "a-1 a-2",
    "number": "1",
    "integer": "1",
    "date": "2003-01-23",
    "month": "2002-10",
    "period": "2002-10",
}
_LANGS: tuple[Lang, ...] = ("zh", "en")


@lru_cache
def example_of(part: Part, lang: Lang) -> Mapping[str, str]:
    """The cells of a table's example by column, as their file would have them; the mark, and nothing else, depends on
    the language."""
    columns = [column for column in part.table.columns if column.kind != "flag"]  # yes is the exception of a row
    cells = {column.name: text for column in columns if (text := _example(column))}
    return {**cells, marked(part): MARKS[lang]}


def _example(column: Column) -> str:
    """The example of a column: its own, else, where it must be filled in, that of the ids it refers to."""
    if column.example or not column.required:
        return column.example
    table, _, name = column.refers.partition(".")
    referred = (part.table.column(name) for form in FORMS for part in form.parts if part.name == table)
    found = next((one.example for one in referred), "")
    return found or (column.allowed[0] if column.allowed else _BY_KIND[column.kind])


def marked(part: Part) -> str:
    """The column in which a table's example says that it is one."""
    names = {column.name for column in part.table.columns}
    return next(name for name in _MARKED if name in names)


def kept_examples(grid: Grid | None) -> dict[str, list[Mapping[str, str]]]:
    """The examples that a workbook keeps, by the part's file."""
    kept: dict[str, dict[str, str]] = {}
    for file, column, text, *_ in (row for row in (grid.rows if grid else ()) if len(row) > 2):
        kept.setdefault(file, {})[column] = text
    return {file: [cells] for file, cells in kept.items()}


def examples_of(part: Part, kept: Mapping[str, Iterable[Mapping[str, str]]]) -> list[Mapping[str, str]]:
    """All that a row of this part may say to be an example: what the workbook keeps, and today's."""
    return [*kept.get(part.file, ()), *(example_of(part, lang) for lang in _LANGS)]


def calls_itself_example(part: Part, row: Mapping[str, str]) -> str:
    """The column in which a row calls itself an example; blank where it does not."""
    name = marked(part)
    return name if row.get(name, "").strip() in MARKS.values() else ""
