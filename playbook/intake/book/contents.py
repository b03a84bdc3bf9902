"""What a folder says, in whichever form: the text of every field and of every row, by the part's file.

Two folders are the same where their contents are: blank cells and columns without a cell say nothing, and a value of a
closed list is the same in any of its spellings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from playbook.client.forms.names import choice_of
from playbook.client.forms.parts import Form, Part
from playbook.client.schema import Column
from playbook.client.sheets import Sheet
from playbook.client.shown import places_of, shown
from playbook.client.source import Source
from playbook.client.unread import check_form
from playbook.errors import DataError
from playbook.messages import said
from playbook.sheets.unreadable import Unreadable
from playbook.units import Lang

__all__ = ["Contents", "differing", "read_contents", "read_form"]

Row = Mapping[str, str]


@dataclass(frozen=True)
class Contents:
    """The rows of each table, with their numbers, and the fields of each mapping that the folder has; `notes` are the
    sheets of a workbook that are somebody's own, cell by cell."""

    form: Form
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    is_book: bool = False
    lang: Lang = "en"
    numbers: Mapping[str, Sequence[int | None]] = field(default_factory=dict)

    def with_rows(self, tables: Mapping[str, Sequence[Row]]) -> Contents:
        """The same with these tables in the place of those of their names (`bills`)."""
        return replace(self, rows={**self.rows, **{f"{name}.csv": rows for name, rows in tables.items()}})

    def language(self) -> str:
        """The language that the profile names; blank where it names none."""
        return str(self.fields.get("profile.yaml", {}).get("language", ""))


def read_contents(folder: Path, form: Form) -> Contents:
    """All that a folder says. Raises DataError where a part of it cannot be read whole: what is wrong with a value is
    for the check to say."""
    source = Source(folder, f"{form.home}/{folder.name}", [])
    check_form(source)
    sheets = {part.file: _sheet(source, part) for part in form.parts if part.shape == "rows" and source.has(part.file)}
    mappings = [part for part in form.parts if part.shape != "rows" and source.has(part.file)]
    fields = {part.file: _fields(source, part) for part in mappings}
    notes = source.book.notes() if source.book else {}
    if source.faults:
        raise DataError(shown(fault, places_of(source)) for fault in source.faults)
    rows = {file: sheet.rows for file, sheet in sheets.items()}
    numbers = {file: sheet.numbers for file, sheet in sheets.items()}
    lang = source.book.language() if source.book else "en"
    return Contents(form, rows, fields, notes, source.book is not None, lang, numbers)


def _sheet(source: Source, part: Part) -> Sheet:
    sheet = source.sheet(part.table)
    for torn in sheet.torn:
        source.refuse(part.file, torn)
    return sheet


def _fields(source: Source, part: Part) -> Mapping[str, Any]:
    """The fields; each has one value, and an item's fields have one each."""
    given = source.mapping(part.file)
    for name, value in given.items():
        values = value.values() if part.shape == "items" and isinstance(value, dict) else [value]
        if not all(isinstance(one, str) for one in values) or (part.shape == "items") != isinstance(value, dict):
            cause = said("{name} has a list or fields below it; expected one value each", name=name)
            source.refuse(part.file, Unreadable(cause, row=given.rows[name]))
    return given


def read_form(folder: Path, form: Form) -> dict[str, list[dict[str, str]]]:
    """The rows of each table of a folder, as text, by the table's name. Raises DataError where one cannot be read."""
    return {file.removesuffix(".csv"): [*map(dict, rows)] for file, rows in read_contents(folder, form).rows.items()}


def differing(one: Contents, other: Contents) -> list[str]:
    """The files of the parts that are not the same in both."""
    mine, theirs = dict(_plain(one)), dict(_plain(other))
    return [part.file for part in one.form.parts if mine.get(part.file) != theirs.get(part.file)]


def _plain(contents: Contents) -> Iterator[tuple[str, Any]]:
    """Each part that says something, as what it says."""
    for part in contents.form.parts:
        if part.shape == "rows":
            said_here: Any = [_said(row, part) for row in contents.rows.get(part.file, ())]
        elif part.shape == "fields":
            said_here = _said(contents.fields.get(part.file, {}), part)
        else:
            items = contents.fields.get(part.file, {})
            said_here = {key: _said(item, part) for key, item in items.items()}
        if said_here:
            yield part.file, said_here


def _said(cells: Row, part: Part) -> dict[str, str]:
    columns: dict[str, Column] = {column.name: column for column in part.table.columns}
    closed = {name for name, column in columns.items() if column.kind in ("choice", "flag")}
    return {name: choice_of(columns[name], text) if name in closed else text for name, text in cells.items() if text}
