"""Exhibit 6.7: the plan's review, its score, and every fault as a line that one can act on."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from matplotlib.figure import Figure

from playbook.charts.checklist import CheckRow, Part, Score, checklist_chart
from playbook.charts.drawing.text_fit import text_width
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import Column, Row, table
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Values
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
    review = result.review
    days, asked = Number(page.subject.assume("plan_current_days")), int(review.checks["asked"].sum())
    return page.make(
        "checklist",
        page.say("planning.review.subtitle", days=days, checks=Count(asked), as_of=Day(page.subject.as_of)),
        _values(page, review),
        sources=(),
        status=review.status,
        internal=True,
        draw=lambda: _draw(page, review),
    )


def _draw(page: ClientPage, review: Review) -> Figure:
    parts = [
        Part(
            page.say(f"planning.review.part.{name}"),
            drawable(review.parts[name]),
            page.show(Number(review.parts[name])),
            _note(page, review, name),
        )
        for name in PARTS
    ]
    rows = [
        CheckRow(
            page.say(f"planning.review.check.{row['rule']}"),
            row["asked"] - row["failed"],
            row["asked"],
            _passed(page, row),
            failed=_failed(page, review, row),
        )
        for row in records(review.checks)
    ]
    check, passed, faults = (page.say(f"planning.review.head.{name}") for name in ("check", "passed", "faults"))
    score = Score(page.show(Number(review.score)), page.say("planning.review.score"), parts)
    return checklist_chart(score, rows, lang=page.lang, heads=(check, passed, faults))


def _note(page: ClientPage, review: Review, part: str) -> str:
    if part == "complete":
        return page.say(
            "planning.review.note.complete",
            tables=review.tables,
            all=review.all_tables,
            profile=Percent(review.profile, 0),
        )
    if is_unknown(review.parts[part]):
        return page.say(f"planning.review.note.{part}_unknown")
    if part == "current":
        if not review.days:
            return page.say("planning.review.note.current_today")
        return page.say("planning.review.note.current", n=Count(int(review.days)))
    return page.say(
        "planning.review.note.consistent", n=Count(len(review.faults)), checks=Count(int(review.checks["asked"].sum()))
    )


def _failed(page: ClientPage, review: Review, row: Row) -> str:
    """What failed, as far as it fits: names, else ids (always of solutions and promises); the rest counted."""
    faults = [fault for fault in review.faults if fault.rule == row["rule"]]
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


def _values(page: ClientPage, review: Review) -> Values:
    """The score and its parts, every fault with the row to mend, and the checks."""
    dash = Cell("", "–")
    return table(
        page,
        (
            *_parts(page, review),
            *(_fault(page, fault) for fault in review.faults),
            *(_check(page, row) for row in records(review.checks)),
        ),
        (
            Column("kind", lambda row: page.say(f"planning.review.kind.{row['kind']}"), "series"),
            Column("what", itemgetter("what"), "category"),
            Column("id", lambda row: row.get("id", dash)),
            Column("value", lambda row: row.get("value", dash), "value", numeric=True),
            Column("mend", lambda row: row.get("mend", dash), "note"),
            Column("where", lambda row: row.get("where", dash)),
        ),
    )


def _parts(page: ClientPage, review: Review) -> Iterator[Row]:
    yield {"kind": "score", "what": page.say("planning.review.name"), "value": Number(review.score)}
    for name in PARTS:
        reason = page.say(f"planning.review.reason.{name}") if name != "complete" else ""
        yield {
            "kind": "part",
            "what": page.say(f"planning.review.part.{name}"),
            "value": cell(Number(review.parts[name]), page.lang, reason),
            "mend": _note(page, review, name),
        }


def _fault(page: ClientPage, fault: Check) -> Row:
    named = Name(fault.id, fault.id) if fault.rule in BY_ID else Name(f"“{fault.name.zh}”", f"“{fault.name.en}”")
    where = "new" if fault.row is None else "row"
    return {
        "kind": "fault",
        "what": _sentence(page.say(f"planning.review.fault.{fault.rule}", what=named)),
        "id": fault.id,
        "mend": _sentence(page.say(f"planning.review.mend.{fault.rule}", id=fault.id)),
        "where": page.say(f"planning.review.where.{where}", table=fault.table, row=str(fault.row)),
    }


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:]


def _check(page: ClientPage, row: Row) -> Row:
    return {"kind": "none", "what": page.say(f"planning.review.check.{row['rule']}"), "mend": _passed(page, row)}


def _passed(page: ClientPage, row: Row) -> str:
    return page.say("planning.review.of", passed=row["asked"] - row["failed"], asked=row["asked"])
