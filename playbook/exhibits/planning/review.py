"""Exhibit 6.7: the plan's review, its score, and every fault as a line that one can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.checklist import CheckRow, Part, Score, checklist_chart
from playbook.charts.drawing.text_fit import text_width
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.planning.analysis import ClientPlan
from playbook.steps.planning.plan_faults import Check
from playbook.steps.planning.review import BY_ID, PARTS, Review
from playbook.units import Count, Day, Name, Number, Percent, is_unknown

__all__ = ["build"]

#: What the column of faults holds, px at the size of small text.
_ROOM, _SIZE = 298.0, 11.0


@exhibit("6.7", "planning.review")
def build(page: ClientPage, result: ClientPlan) -> Exhibit:
    """6.7 Plan review: the score with its three parts, the checks, and in the table every fault with the row to
    mend."""
    found = result.review
    days, asked = Number(page.subject.assume("plan_current_days")), int(found.checks["asked"].sum())
    return page.make(
        "checklist",
        page.say("planning.review.subtitle", days=days, checks=Count(asked), as_of=Day(page.subject.as_of)),
        _values(page, found),
        sources=(),
        status=found.status,
        internal=True,
        draw=lambda: _draw(page, found),
    )


def _draw(page: ClientPage, found: Review) -> Figure:
    parts = [
        Part(
            page.say(f"planning.review.part.{name}"),
            drawable(found.parts[name]),
            page.show(Number(found.parts[name])),
            _note(page, found, name),
        )
        for name in PARTS
    ]
    rows = [
        CheckRow(
            page.say(f"planning.review.check.{row['rule']}"),
            row["asked"] - row["failed"],
            row["asked"],
            page.say("planning.review.of", passed=row["asked"] - row["failed"], asked=row["asked"]),
            failed=_failed(page, found, row),
        )
        for row in records(found.checks)
    ]
    heads = (
        page.say("planning.review.head.check"),
        page.say("planning.review.head.passed"),
        page.say("planning.review.head.faults"),
    )
    score = Score(page.show(Number(found.score)), page.say("planning.review.score"), parts)
    return checklist_chart(score, rows, lang=page.lang, heads=heads)


def _note(page: ClientPage, found: Review, part: str) -> str:
    if part == "complete":
        return page.say(
            "planning.review.note.complete",
            tables=found.tables,
            all=found.all_tables,
            profile=Percent(found.profile, 0),
        )
    if is_unknown(found.parts[part]):
        return page.say(f"planning.review.note.{part}_unknown")
    if part == "current":
        if not found.days:
            return page.say("planning.review.note.current_today")
        return page.say("planning.review.note.current", n=Count(int(found.days)))
    return page.say(
        "planning.review.note.consistent", n=Count(len(found.faults)), checks=Count(int(found.checks["asked"].sum()))
    )


def _failed(page: ClientPage, found: Review, row: dict[str, Any]) -> str:
    """What failed, as far as it fits: names, else ids (always of solutions and promises); the rest counted."""
    faults = [fault for fault in found.faults if fault.rule == row["rule"]]
    names, ids = [page.show(fault.name) for fault in faults], [fault.id for fault in faults]
    return (_fitting(page, names) if row["rule"] not in BY_ID else "") or _fitting(page, ids) or str(len(ids) or "")


def _fitting(page: ClientPage, names: list[str]) -> str:
    """As many of the names as fit, the others counted; nothing where not even one does."""
    join = "、" if page.lang == "zh" else ", "
    for kept in range(len(names), 0, -1):
        more = [page.say("planning.review.more", n=len(names) - kept)] if kept < len(names) else []
        text = join.join([*names[:kept], *more])
        if text_width(text, _SIZE) <= _ROOM:
            return text
    return ""


def _values(page: ClientPage, found: Review) -> Values:
    fields = (
        Field("kind", page.say("planning.review.field.kind"), "series"),
        Field("what", page.say("planning.review.field.what"), "category"),
        Field("id", page.say("planning.review.field.id"), "label"),
        Field("value", page.say("planning.review.field.value"), "value", numeric=True),
        Field("mend", page.say("planning.review.field.mend"), "note"),
        Field("where", page.say("planning.review.field.where"), "label"),
    )
    return Values(
        fields,
        (
            *_part_rows(page, found),
            *(tuple(_fault_cells(page, fault)) for fault in found.faults),
            *_check_rows(page, found),
        ),
    )


_DASH = Cell("", "–")


def _part_rows(page: ClientPage, found: Review) -> Iterator[tuple[Cell, ...]]:
    lang = page.lang
    score = cell(Number(found.score), lang)
    yield (
        cell(page.say("planning.review.kind.score"), lang),
        cell(page.say("planning.review.name"), lang),
        _DASH,
        score,
        _DASH,
        _DASH,
    )
    for name in PARTS:
        reason = page.say(f"planning.review.reason.{name}") if name != "complete" else ""
        yield (
            cell(page.say("planning.review.kind.part"), lang),
            cell(page.say(f"planning.review.part.{name}"), lang),
            _DASH,
            cell(Number(found.parts[name]), lang, reason),
            cell(_note(page, found, name), lang),
            _DASH,
        )


def _fault_cells(page: ClientPage, fault: Check) -> Iterator[Cell]:
    lang = page.lang
    what = Name(fault.id, fault.id) if fault.rule in BY_ID else fault.name
    quoted = what if fault.rule in BY_ID else Name(f"“{what.zh}”", f"“{what.en}”")
    yield cell(page.say("planning.review.kind.fault"), lang)
    text = page.say(f"planning.review.fault.{fault.rule}", what=quoted)
    yield cell(text[:1].upper() + text[1:], lang)
    yield cell(fault.id, lang)
    yield _DASH
    mend = page.say(f"planning.review.mend.{fault.rule}", id=fault.id)
    yield cell(mend[:1].upper() + mend[1:], lang)
    yield cell(
        page.say(
            "planning.review.where.new" if fault.row is None else "planning.review.where.row",
            table=fault.table,
            row=str(fault.row),
        ),
        lang,
    )


def _check_rows(page: ClientPage, found: Review) -> Iterator[tuple[Cell, ...]]:
    for row in records(found.checks):
        passed = page.say("planning.review.of", passed=row["asked"] - row["failed"], asked=row["asked"])
        yield (
            cell(page.say("planning.review.kind.none"), page.lang),
            cell(page.say(f"planning.review.check.{row['rule']}"), page.lang),
            _DASH,
            _DASH,
            cell(passed, page.lang),
            _DASH,
        )
