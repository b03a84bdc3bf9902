"""Why something changed, in a line: the rows that differ, each with its file, its key, the values then and now, and who
wrote it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from playbook.exhibits.compose import Page
from playbook.steps.difference.row_changes import RowChange
from playbook.units import Name, Number, is_unknown

__all__ = ["spans", "value_text", "why"]

#: The most rows that a line names; the others are counted.
_ROWS = 3
#: The most values of a new row that it names.
_VALUES = 3
#: The most files that a source line names.
_FILES = 4
_DECIMALS = 4


def why(page: Page, causes: Sequence[RowChange], *, nothing: str, columns: Sequence[str] = ()) -> str:
    """The causes as a line; `nothing` where there are none. Of a new row the values in `columns` are named, else the
    first few."""
    groups = [list(rows) for _, rows in groupby(causes, key=_group)]
    lines = [_line(page, rows, columns) for rows in groups[:_ROWS]]
    left = len({(row.table, row.key) for rows in groups[_ROWS:] for row in rows})
    if left:
        lines.append(page.say("difference.words.cause.more", n=left))
    return page.say("difference.words.cause.join").join(lines) or nothing


def _group(row: RowChange) -> tuple[str, ...]:
    """Values of one row stand together; new rows of one table too."""
    return (row.table, row.kind, *(row.key if row.kind == "changed" else ()))


def _line(page: Page, rows: list[RowChange], columns: Sequence[str]) -> str:
    file, first = f"{rows[0].table}.csv", rows[0]
    if len(rows) > 1 and first.kind != "changed":
        message = "difference.words.cause.rows" if first.kind == "new" else "difference.words.cause.rows_gone"
        return page.say(message, file=file, n=len(rows), origin=_origin(page, rows))
    what = page.say("difference.words.cause.origin").join(_values(page, rows, columns))
    origin = _origin(page, rows)
    return page.say(
        "difference.words.cause.row", file=file, key=" ".join(filter(None, first.key)), what=what, origin=origin
    )


def _number(page: Page, rows: Sequence[RowChange]) -> str:
    first, last = min(row.row for row in rows), max(row.row for row in rows)
    return (
        page.say("difference.words.cause.line", row=first)
        if first == last
        else page.say("difference.words.cause.lines", first=first, last=last)
    )


def _values(page: Page, rows: Sequence[RowChange], columns: Sequence[str]) -> Iterator[str]:
    """The values that differ; texts only where nothing else does."""
    first = rows[0]
    if first.kind != "changed":
        yield page.say(f"difference.words.whole.{first.kind}")
        named = [value for value in first.values if value[0] in columns] or list(first.values[:_VALUES])
        yield from (f"{name} {value_text(page, value)}" for name, value in named)
        return
    told = [row for row in rows if row.told]
    for row in told:
        yield page.say(
            "difference.words.cause.value",
            column=str(row.column),
            old=value_text(page, row.old),
            new=value_text(page, row.new),
        )
    for row in () if told else rows:
        yield page.say("difference.words.cause.text", column=str(row.column))


def _origin(page: Page, rows: Sequence[RowChange]) -> str:
    """By whom and when, where all rows agree on it, and which rows they are."""
    who, when = {page.show(row.by) for row in rows}, {row.on for row in rows}
    by = who.pop() if len(who) == 1 else ""
    on = rows[0].on.isoformat() if len(when) == 1 and rows[0].on else ""
    return page.say("difference.words.cause.origin").join(filter(None, (by, on, _number(page, rows))))


def value_text(page: Page, value: Any) -> str:
    """A value of the data as it is: numbers with as many decimals as they have, yes and no, ids, text."""
    if isinstance(value, Name):
        return page.show(value)
    if isinstance(value, bool):
        return page.say("common.yes" if value else "common.no")
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if is_unknown(value):
        return page.say("common.unknown")
    if isinstance(value, date):
        return value.isoformat()
    return page.show(Number(value, _decimals(value))) if isinstance(value, int | float) else str(value)


def _decimals(value: float) -> int:
    return next((digits for digits in range(_DECIMALS) if round(value, digits) == round(value, _DECIMALS)), _DECIMALS)


def spans(page: Page, causes: Sequence[RowChange]) -> str:
    """The files and rows of these causes, as a source line that names the first few files; without any, that nothing
    came in."""
    files = list(dict.fromkeys(row.table for row in causes))
    named = [_span(page, table, [row.row for row in causes if row.table == table]) for table in files[:_FILES]]
    if len(files) > _FILES:
        named.append(page.say("difference.words.more_files", n=len(files) - _FILES))
    return page.say("common.source.join").join(named) or page.say("difference.words.no_rows")


def _span(page: Page, table: str, rows: Sequence[int]) -> str:
    first, last = min(rows), max(rows)
    return page.say(
        "common.source.row" if first == last else "common.source.rows", file=f"{table}.csv", first=first, last=last
    )
