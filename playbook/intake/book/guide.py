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
from playbook.intake.book.steps import BESIDE, by_step
from playbook.intake.book.table_sheet import Kit
from playbook.text import say

__all__ = ["filled", "write_guide"]

_WIDTHS = (34, 74, 12, 12, 14)
_RULES = ("required", "internal", "other")
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
    for step, parts in by_step(contents.form):
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
    done = sum(map(bool, filled.values()))
    named = f"workbook.step.{step}" if step in (0, BESIDE) else f"report.step.{step}"
    text = say(kit.lang, named) if step in (0, BESIDE) else f"{step} {say(kit.lang, named)}"
    for place in range(len(_WIDTHS)):
        sheet.write_blank(row, place, None, kit.look.style("step"))
    sheet.write_string(row, 0, text, kit.look.style("step"))
    sheet.write_formula(row, 2, f'=COUNTIF(C{first}:C{last},">0")', kit.look.style("step"), done)
    sheet.write_string(row, 3, f"/ {len(filled)} {say(kit.lang, 'workbook.sheets')}", kit.look.style("step"))
    sheet.write_formula(row, 4, f"=C{row + 1}/{len(filled)}", kit.look.style("share"), done / len(filled))
    for number, (part, count) in enumerate(filled.items(), start=row + 1):
        _sheet(kit, sheet, number, part, count)
    return last - 1


def _sheet(kit: Kit, sheet: Any, row: int, part: Part, count: int) -> None:
    title = sheet_title(part, kit.lang)
    sheet.write_url(row, 0, f"internal:'{title}'!A1", kit.look.style("link"), title)
    sheet.write_string(row, 1, question(part, kit.lang), kit.look.style("text"))
    sheet.write_formula(row, 2, _counting(kit, part, title), kit.look.style("count"), count)
    unit = "fields" if part.shape == "fields" else "rows"
    of = f"/ {len(part.table.columns)} " if part.shape == "fields" else ""
    sheet.write_string(row, 3, of + say(kit.lang, f"workbook.{unit}"))
    if part.table.required:
        sheet.write_string(row, 4, say(kit.lang, "workbook.needed"), kit.look.sample("required"))


def _counting(kit: Kit, part: Part, title: str) -> str:
    """The formula that counts what is filled in: fields, or rows but for the example."""
    if part.shape == "fields":
        return f"=COUNTA('{title}'!$B${FIRST + 1}:$B${FIRST + len(part.table.columns)})"
    names = [column.name for column in part.table.columns]
    counted, mark = (
        reach(title, names.index(name), kit.counts.get(part.name, 0)) for name in (_first(part), marked(part))
    )
    return f'=COUNTA({counted})-COUNTIF({mark},"{MARKS[kit.lang]}")'


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
    known = {column.name for column in part.table.columns}
    return sum(bool(text) and name in known for name, text in contents.fields.get(part.file, {}).items())
