"""The first sheet: what to fill in, what the colours mean, how complete each step is, and what comes next.

Counts are formulas, so that they follow what is filled in; their results are written beside them, since not every
program computes a workbook that it opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.client.forms.examples import MARKS, marked
from playbook.client.forms.names import GUIDE, heading, question, sheet_title
from playbook.client.forms.parts import Part
from playbook.intake.book.contents import Contents
from playbook.intake.book.offers import FIRST, reach
from playbook.intake.book.steps import by_group, group_title
from playbook.intake.book.table_sheet import Kit
from playbook.text import say

__all__ = ["filled", "write_guide"]

_WIDTHS = (34, 74, 12, 12, 14)
_RULES = ("required", "internal", "other")
_TWINS = ("_zh", "_en")
_TOLD = ("example", "month", "own")
_HEIGHT = 32


def write_guide(kit: Kit, contents: Contents, name: str) -> None:
    """Fill in the first sheet of the workbook of a folder of this name."""
    sheet = kit.book.get_worksheet_by_name(GUIDE[kit.lang])
    sheet.hide_gridlines(2)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    row = _introduction(kit, sheet, contents, name)
    for place, head in enumerate(("step", "question", "filled", "of", "share")):
        sheet.write_string(row, place, say(kit.lang, f"workbook.head.{head}"), kit.look.style("strong"))
    for step, parts in by_group(contents.form):
        row = _step(kit, sheet, row + 1, step, filled={part: filled(contents, part) for part in parts})
    sheet.activate()


def _introduction(kit: Kit, sheet: Any, contents: Contents, name: str) -> int:
    """What to do, in lines; handed back is the row of the table below them."""
    kind = "client" if contents.form.home == "clients" else "market"
    titles = {part.name: sheet_title(part, kit.lang) for part in contents.form.parts}
    values = {"profile": titles.get("profile", ""), "bills": titles.get("bills", "")} if kind == "client" else {}
    sheet.write_string(0, 0, say(kit.lang, f"workbook.{kind}.title", name=name), kit.look.style("title"))
    lines = [(say(kit.lang, f"workbook.{kind}.intro", **values), "text")]
    lines += [(say(kit.lang, f"workbook.rule.{rule}"), rule) for rule in _RULES]
    source = heading(contents.form.parts[1], contents.form.parts[1].table.column("source"), kit.lang)
    lines += [(say(kit.lang, f"workbook.rule.{rule}", source=source), "text") for rule in _TOLD]
    lines += [(say(kit.lang, f"workbook.next.{kind}", name=name), "strong")]
    for row, (text, look) in enumerate(lines, start=2):
        shape = kit.look.sample(look) if look in _RULES else kit.look.style(look)
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, text, shape)
        sheet.set_row(row, _HEIGHT)
    return len(lines) + 3


def _step(kit: Kit, sheet: Any, row: int, step: int, *, filled: Mapping[Part, int]) -> int:
    """A line for the step and one for each of its sheets; handed back is the last row."""
    first, last = row + 2, row + 1 + len(filled)
    rows = [part for part in filled if part.shape != "fields"]
    whole = len(filled) if rows else sum(len(own_fields(part)) for part in filled)
    done = sum(map(bool, filled.values())) if rows else sum(filled.values())
    counting = f'=COUNTIF(C{first}:C{last},">0")' if rows else f"=SUM(C{first}:C{last})"
    for place in range(len(_WIDTHS)):
        sheet.write_blank(row, place, None, kit.look.style("step"))
    sheet.write_string(row, 0, group_title(step, kit.lang), kit.look.style("step"))
    sheet.write_formula(row, 2, counting, kit.look.style("step"), done)
    sheet.write_string(row, 3, _of(kit, whole, "sheets" if rows else "fields"), kit.look.style("step"))
    sheet.write_formula(row, 4, f"=C{row + 1}/{whole}", kit.look.style("share"), done / whole)
    for number, (part, count) in enumerate(filled.items(), start=row + 1):
        _sheet(kit, sheet, number, part, count=count)
    return last - 1


def _of(kit: Kit, whole: int, what: str) -> str:
    return f"/ {whole} {say(kit.lang, f'workbook.{what}')}"


def _sheet(kit: Kit, sheet: Any, row: int, part: Part, *, count: int) -> None:
    title = sheet_title(part, kit.lang)
    sheet.write_url(row, 0, f"internal:'{title}'!A1", kit.look.style("link"), title)
    sheet.write_string(row, 1, question(part, kit.lang), kit.look.style("text"))
    sheet.write_formula(row, 2, _counting(kit, part, title), kit.look.style("count"), count)
    is_page = part.shape == "fields"
    sheet.write_string(row, 3, _of(kit, len(own_fields(part)), "fields") if is_page else say(kit.lang, "workbook.rows"))
    if part.table.required:
        sheet.write_string(row, 4, say(kit.lang, "workbook.needed"), kit.look.sample("required"))


def _counting(kit: Kit, part: Part, title: str) -> str:
    """The formula that counts what is filled in: fields, or rows but for the example."""
    names = [column.name for column in part.table.columns]
    if part.shape == "fields":
        cells = (f"'{title}'!$B${FIRST + 1 + names.index(name)}" for name in own_fields(part))
        return f"=COUNTA({','.join(cells)})"
    counted, mark = (
        reach(title, names.index(name), kit.counts.get(part.name, 0)) for name in (_first(part), marked(part))
    )
    return f'=COUNTA({counted})-COUNTIF({mark},"{MARKS[kit.lang]}")'


def own_fields(part: Part) -> list[str]:
    """The fields of a page but for their twins in the two languages."""
    names = [column.name for column in part.table.columns]
    return [name for name in names if not (name[-3:] in _TWINS and name[:-3] in names)]


def _first(part: Part) -> str:
    """The column that every row fills in."""
    return next(column.name for column in part.table.columns if column.required)


def filled(contents: Contents, part: Part) -> int:
    """How much of a part is filled in: its fields, its rows."""
    if part.shape == "rows":
        rows: Sequence[Mapping[str, str]] = contents.rows.get(part.file, ())
        return sum(bool(row.get(_first(part))) for row in rows)
    if part.shape == "items":
        return len(contents.fields.get(part.file, {}))
    fields = contents.fields.get(part.file, {})
    return sum(bool(fields.get(name)) for name in own_fields(part))
