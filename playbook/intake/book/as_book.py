"""A folder's contents as a workbook: the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from playbook.client.forms.examples import EXAMPLES, example_of
from playbook.client.forms.names import GUIDE, sheet_title
from playbook.client.forms.parts import Part
from playbook.errors import UserError
from playbook.intake.book.cell_values import LONGEST, units
from playbook.intake.book.contents import Contents
from playbook.intake.book.field_sheet import write_fields
from playbook.intake.book.guide import write_guide
from playbook.intake.book.look import Look
from playbook.intake.book.offers import Offers
from playbook.intake.book.steps import by_group
from playbook.intake.book.table_sheet import Kit, write_table
from playbook.messages import said
from playbook.units import Lang

__all__ = ["as_book"]

_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
#: A workbook says when it was made: always then, so that the same contents are the same bytes.
_MADE = datetime(2000, 1, 1)
#: Rows of a sheet, less those above the table's own.
_ROWS = 1_048_576 - 2
_A4 = 9
_TABS = ("#7F7F7F", "#1F4E79", "#C55A11", "#548235", "#7030A0", "#BF9000", "#2E75B6")


def as_book(contents: Contents, name: str, lang: Lang, listed: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """The workbook of a folder of this name; `listed` are ids that it may choose from and no sheet of it defines, by
    column (`services.service`).

    Raises UserError where a cell or a table is more than a sheet holds.
    """
    import xlsxwriter

    _check_size(contents)
    content = BytesIO()
    with xlsxwriter.Workbook(content, _PLAIN) as book:
        book.set_properties({"created": _MADE})
        _fill(book, contents, name, lang=lang, listed=listed or {})
    return content.getvalue()


def _fill(book: Any, contents: Contents, name: str, *, lang: Lang, listed: Mapping[str, Sequence[str]]) -> None:
    book.add_worksheet(GUIDE[lang]).set_tab_color(_TABS[0])
    for step, parts in by_group(contents.form):
        for part in parts:
            book.add_worksheet(sheet_title(part, lang)).set_tab_color(_TABS[step % len(_TABS)])
    counts = {part.name: len(contents.rows.get(part.file, ())) for part in contents.form.parts}
    kit = Kit(book, Look(book), Offers(book, contents.form, lang, listed), lang, counts)
    write_guide(kit, contents, name)
    for part in contents.form.parts:
        if part.shape == "fields":
            write_fields(kit, part, contents.fields.get(part.file, {}))
        else:
            write_table(kit, part, [*_rows(contents, part)])
    for sheet in book.worksheets():
        _printed(sheet)
    _keep_examples(book, contents, lang)
    for title, grid in contents.notes.items():
        _write_note(book.add_worksheet(title), grid)


def _printed(sheet: Any) -> None:
    """A sheet on paper: as wide as a page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _rows(contents: Contents, part: Part) -> Iterator[Mapping[str, str]]:
    if part.shape == "rows":
        yield from contents.rows.get(part.file, ())
    else:
        yield from ({"id": key, **_told(item)} for key, item in contents.fields.get(part.file, {}).items())


def _told(item: Mapping[str, str]) -> dict[str, str]:
    """An item's fields; a blank one takes the house's value away, which a blank cell would not."""
    return {name: text or "unknown" for name, text in item.items()}


def _keep_examples(book: Any, contents: Contents, lang: Lang) -> None:
    """Write down what the grey rows say, so that they are known again."""
    sheet, row = book.add_worksheet(EXAMPLES), 0
    sheet.very_hidden()
    for part in contents.form.parts:
        for column, text in example_of(part, lang).items() if part.shape != "fields" else ():
            for place, cell in enumerate((part.file, column, text)):
                sheet.write_string(row, place, cell)
            row += 1


def _write_note(sheet: Any, grid: Sequence[Sequence[str]]) -> None:
    for number, cells in enumerate(grid):
        for place, text in enumerate(cells):
            if text:
                sheet.write_string(number, place, text)


def _check_size(contents: Contents) -> None:
    for file, rows in contents.rows.items():
        if len(rows) > _ROWS:
            raise UserError(
                said(
                    "{file}: {rows} rows are more than a sheet holds ({most}); keep the tables as CSV",
                    file=file,
                    rows=f"{len(rows):,}",
                    most=f"{_ROWS:,}",
                )
            )
        for number, row in zip(contents.numbers.get(file, ()), rows, strict=False):
            _check_cells(said("{file}, row {row}", file=file, row=number), row)
    for file, fields in contents.fields.items():
        for key, value in fields.items():
            _check_cells(file, value if isinstance(value, dict) else {key: value})


def _check_cells(place: str, cells: Mapping[str, str]) -> None:
    for column, text in cells.items():
        if units(text) > LONGEST:
            raise UserError(
                said(
                    "{place}, column {column}: {length} characters are more than a cell of a workbook holds (32,767);"
                    " shorten the text or keep the tables as CSV",
                    place=place,
                    column=column,
                    length=f"{units(text):,}",
                )
            )
