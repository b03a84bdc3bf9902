"""The sheet of a profile or a market: a row a field, with what it means beside it."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.client.forms.names import FIELD, MEANING, VALUE, heading, label, question, sheet_title
from playbook.client.forms.parts import Part
from playbook.client.schema import Column
from playbook.intake.book.offers import FIRST
from playbook.intake.book.table_sheet import Kit, note_of

__all__ = ["write_fields"]

_WIDTHS = (26, 44, 80)


def write_fields(kit: Kit, part: Part, fields: Mapping[str, str]) -> None:
    """Add the sheet of these fields: all that there may be, and those that are none of ours after them."""
    sheet = kit.book.get_worksheet_by_name(sheet_title(part, kit.lang))
    columns = {column.name: column for column in part.table.columns}
    sheet.write_string(0, 0, question(part, kit.lang), kit.look.style("question"))
    for place, words in enumerate((FIELD, VALUE, MEANING)):
        sheet.set_column(place, place, _WIDTHS[place])
        sheet.write_string(FIRST - 1, place, words[kit.lang], kit.look.style("step"))
    for number, name in enumerate([*columns, *(name for name in fields if name not in columns)], start=FIRST):
        _line(kit, part, number, columns.get(name, Column(name, "text", "")), text=fields.get(name, ""))
    sheet.freeze_panes(FIRST, 1)


def _line(kit: Kit, part: Part, number: int, column: Column, *, text: str) -> None:
    sheet = kit.book.get_worksheet_by_name(sheet_title(part, kit.lang))
    is_ours = column in part.table.columns
    sheet.write_string(number, 0, heading(part, column, kit.lang) if is_ours else column.name, kit.look.head(column))
    closed = column.kind in ("choice", "flag")
    sheet.write_blank(number, 1, None, kit.look.cell(column))
    shown = label(column, text, kit.lang) if closed else text
    kit.look.pen(column).write(sheet, number, 1, shown)
    if not is_ours:
        return
    told = note_of(kit.lang, part, column).replace("\n", " · ")
    sheet.write_string(number, 2, told, kit.look.style("meaning"))
    if rule := kit.offers.rule(column, kit.counts):
        sheet.data_validation(number, 1, number, 1, rule)
    if column.name.endswith(("_zh", "_en")) and not text:
        sheet.set_row(number, None, None, {"level": 1, "hidden": True})
