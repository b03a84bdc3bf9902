"""3.2, what came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.difference.causes import value_text
from playbook.exhibits.difference.page import DiffPage
from playbook.exhibits.exhibit import Cell, Exhibit
from playbook.steps.difference.analysis import PlanDiff
from playbook.steps.difference.row_changes import RowChange
from playbook.steps.status import weakest

__all__ = ["build"]

_NONE = "–"
#: From so many new rows of one table on, they are one line of the list of inputs.
_MANY = 6


@exhibit("3.2", "difference.inputs")
def build(page: DiffPage, diff: PlanDiff) -> Exhibit | None:
    """3.2 Every value that differs between the two loads."""
    if not diff.rows:
        return None
    before, after = page.dates()
    columns = (
        *(Column(name, partial(_text, name)) for name in ("table", "key", "column")),
        Column("before", partial(_text, "before"), label=before),
        Column("after", partial(_text, "after"), label=after),
        *(Column(name, partial(_text, name)) for name in ("by", "on")),
    )
    return page.compose(
        "table",
        page.say("difference.inputs.subtitle"),
        table(page, _rows(page, diff.rows), columns),
        causes=diff.rows,
        status=weakest(row.status for row in diff.rows),
    )


def _text(name: str, row: Row) -> Cell:
    """A text of the row; what it does not say is blank, not unknown."""
    return Cell(row[name], row[name])


def _rows(page: DiffPage, changes: Sequence[RowChange]) -> Iterator[Row]:
    """A line a change; many new rows of one table, and many that are gone, are one."""
    for (_, kind), group in groupby(changes, key=lambda change: (change.table, change.kind)):
        alike = list(group)
        if kind != "changed" and len(alike) >= _MANY:
            yield _many(page, alike)
        else:
            yield from (_one(page, change) for change in alike)


def _many(page: DiffPage, changes: Sequence[RowChange]) -> Row:
    """Many new rows of one table, as one: how many, which, and by whom and when where they agree."""
    first, numbers = changes[0], [change.row for change in changes]
    by, on = {page.show(change.by) for change in changes}, {_day(change) for change in changes}
    return {
        "table": f"{first.table}.csv",
        "key": page.say("difference.words.cause.lines", first=min(numbers), last=max(numbers)),
        "column": page.say(f"difference.inputs.many.{first.kind}", n=len(changes)),
        "before": _NONE,
        "after": _NONE,
        "by": by.pop() if len(by) == 1 else "",
        "on": on.pop() if len(on) == 1 else "",
    }


def _one(page: DiffPage, change: RowChange) -> Row:
    """A value that differs, or a whole row that is new or gone, by the values that it has."""
    before, after = value_text(page, change.old), value_text(page, change.new)
    whole = "" if change.kind == "changed" else page.say(f"difference.words.whole.{change.kind}")
    if whole:
        texts = (f"{name} {value_text(page, value)}" for name, value in change.values)
        values = page.say("difference.words.cause.origin").join(texts) or whole
        before, after = (_NONE, values) if change.kind == "new" else (values, _NONE)
    return {
        "table": f"{change.table}.csv",
        "key": " ".join(filter(None, change.key)),
        "column": change.column or whole,
        "before": before,
        "after": after,
        "by": page.show(change.by),
        "on": _day(change),
    }


def _day(change: RowChange) -> str:
    return change.on.isoformat() if change.on else ""
