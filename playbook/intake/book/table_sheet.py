"""A table's sheet: its question, the headings with a note each, the rows, and a grey example where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playbook.client import words
from playbook.client.forms.examples import example_of
from playbook.client.forms.names import heading, label, meaning, question, sheet_title
from playbook.client.forms.parts import Part
from playbook.client.schema import Column
from playbook.intake.book.look import Look
from playbook.intake.book.offers import FIRST, Offers
from playbook.text import say
from playbook.units import Lang

__all__ = ["Kit", "note_of", "write_table"]

_ROOM = 2000
_WIDE, _NARROW, _CHINESE = 42, 12, 2
_TWINS = ("_zh", "_en")
_HEAD_HEIGHT = 32
_NOTE = {"author": "", "x_scale": 2.2, "y_scale": 1.6}


@dataclass(frozen=True)
class Kit:
    """What every sheet of a workbook is written with; `counts` are the rows of each table."""

    book: Any
    look: Look
    offers: Offers
    lang: Lang
    counts: Mapping[str, int]


def write_table(kit: Kit, part: Part, rows: Sequence[Mapping[str, str]]) -> None:
    """Add the sheet of a table with these rows; columns that are none of ours come last, under their own names."""
    sheet = kit.book.get_worksheet_by_name(sheet_title(part, kit.lang))
    columns = {column.name: column for column in part.table.columns}
    others = sorted({name for row in rows for name, text in row.items() if text} - {*columns})
    names = [*columns, *others]
    sheet.write_string(0, 0, question(part, kit.lang), kit.look.style("question"))
    sheet.set_row(0, None, kit.look.style("question"))
    sheet.set_row(FIRST - 1, _HEAD_HEIGHT)
    for place, name in enumerate(names):
        is_filled = any(row.get(name) for row in rows)
        _column(kit, sheet, (part, columns.get(name), name), place, is_filled=is_filled)
    written = rows or [example_of(part, kit.lang)]
    pens = [(name, kit.look.pen(columns.get(name), grey=not rows)) for name in names]
    for number, row in enumerate(written, start=FIRST):
        shown = _labelled(row, columns, kit.lang)
        for place, (name, pen) in enumerate(pens):
            pen.write(sheet, number, place, shown.get(name, ""))
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(FIRST - 1, 0, max(FIRST, FIRST + len(rows) - 1), len(names) - 1)


def _labelled(row: Mapping[str, str], columns: Mapping[str, Column], lang: Lang) -> dict[str, str]:
    """The row with the values of closed lists as the sheet's language calls them."""
    closed = {name for name, column in columns.items() if column.kind in ("choice", "flag")}
    return {name: label(columns[name], text, lang) if name in closed else text for name, text in row.items()}


def _column(kit: Kit, sheet: Any, named: tuple[Part, Column | None, str], place: int, *, is_filled: bool) -> None:
    """The heading of a column with its note, its width and format, and what its cells offer. Twins in the two
    languages are folded away while nothing stands in them."""
    part, column, name = named
    if column is None:
        sheet.write_string(FIRST - 1, place, name)
        return
    text = heading(part, column, kit.lang)
    sheet.write_string(FIRST - 1, place, text, kit.look.head(column))
    sheet.write_comment(FIRST - 1, place, note_of(kit.lang, part, column), _NOTE)
    folded = {"level": 1, "hidden": True} if column.name.endswith(_TWINS) and not is_filled else {}
    sheet.set_column(place, place, _width(column, text), kit.look.cell(column), folded)
    if rule := kit.offers.rule(column, kit.counts):
        sheet.data_validation(FIRST, place, FIRST + max(_ROOM, 2 * kit.counts.get(part.name, 0)), place, rule)


def _width(column: Column, text: str) -> float:
    shown = sum(_CHINESE if character > "\u2e80" else 1 for character in text) + 3
    is_long = column.kind == "text" and not (column.identifies or column.alike or column.refers)
    return min(_WIDE, max(_NARROW, shown, 24 if is_long else 0))


def note_of(lang: Lang, part: Part, column: Column) -> str:
    """What a note says of a column: its meaning, unit, what it holds, an example, and what a blank says."""
    return "\n".join(_notes(lang, part, column))


def _notes(lang: Lang, part: Part, column: Column) -> Iterator[str]:
    yield meaning(part, column, lang)
    if column.required:
        yield say(lang, "workbook.note.required")
    if column.internal:
        yield say(lang, "workbook.note.internal")
    yield say(lang, "workbook.note.holds", kind=say(lang, f"workbook.kind.{column.kind}"))
    if column.unit:
        yield say(lang, "workbook.note.unit", unit=words.unit(column, lang))
    if column.example:
        yield say(lang, "workbook.note.example", example=label(column, column.example, lang))
    if blank := words.blank(part.name, column, lang):
        yield say(lang, "workbook.note.blank", blank=blank)
