"""Plan against plan as exhibits: the money, each topic that changed with its causes, what stayed, and what came in.

They are no exhibits of the plan: they are a family of their own, with its own numbering, on a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import cell
from playbook.exhibits.difference.causes import value_text
from playbook.exhibits.difference.money import FIGURES, total_row
from playbook.exhibits.difference.page import DiffPage, fields
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.difference.plan_diff import COLUMNS, Change, PlanDiff, TopicDiff
from playbook.steps.difference.plan_money import moved
from playbook.steps.difference.plan_results import TOPICS
from playbook.steps.difference.row_changes import RowChange
from playbook.steps.findings import findings_of
from playbook.steps.status import weakest
from playbook.text import has
from playbook.units import Count, Name, Printable, inline, is_unknown

__all__ = ["assumptions", "changes", "inputs", "overview", "unchanged"]

#: From so many new rows of one table on, they are one line of the list of inputs.
_MANY = 6
#: Figures whose rise is a danger.
_BAD = ("short", "exposed", "risk")


@exhibit("0.1", "difference.overview")
def overview(page: DiffPage, _: PlanDiff) -> Exhibit:
    """0.1: the answer in a few lines, the figures then and now, and the main changes."""
    diff, title = page.of, _title(page, "base")
    extra = {
        "client": page.show(page.client.name),
        "document": page.say("difference.words.document"),
        "lines": [page.say("difference.words.between", **page.days()), page.say("difference.words.internal")],
        "tagline": page.say("difference.words.tagline", client=page.show(page.client.name), **page.days()),
        "claim": title,
        "ask": [
            _title(page, key)
            for key in ("landing", "revenue_at_risk")
            if findings_of(diff.findings, f"difference.{key}")
        ],
        "figures": list(_cards(page)),
        "findings": list(_main(page)),
        "findings_label": page.say("difference.words.changes_label"),
        "note_label": page.say("difference.words.note_label"),
        "note": _note(page),
        "differ": bool(diff.assumptions),
    }
    values = _money_values(page)
    statuses = [status for money in diff.money for status in money.statuses.values()]
    made = page.make(
        "cover",
        page.say("difference.words.between", **page.days()),
        values,
        sources=(),
        status=weakest(statuses),
        extra=extra,
        title=title,
        internal=True,
    )
    return replace(made, notes=(), source=page.say("common.source.files"))


def _money_values(page: DiffPage) -> Values:
    """The figures of the money then and now, each with its cause."""
    return Values(fields(page, "figure"), tuple(total_row(page, name) for name in FIGURES))


def _title(page: DiffPage, topic: str) -> str:
    finding = findings_of(page.of.findings, f"difference.{topic}")[0]
    return page.say(f"{finding.rule}.title", **finding.figures)


def _note(page: DiffPage) -> str:
    """Whether both plans rest on the same assumptions."""
    found = next((one for one in page.of.findings if one.rule == "difference.words.assumptions"), None)
    if found is None:
        return page.say("difference.words.note.same", n=len(page.client.assumptions))
    return page.say("difference.words.note.differ", **found.figures)


def _cards(page: DiffPage) -> Iterator[dict[str, str]]:
    then, now = page.of.money
    for name in ("base", "landing", "target" if is_unknown(now.totals["short"]) else "short", "risk"):
        before, after = then.totals[name], now.totals[name]
        status = weakest(money.statuses.get(name, money.statuses["landing"]) for money in (then, now))
        worse = moved(before, after) * (1 if name in _BAD else -1) > 0
        yield {
            "value": page.show(page.money(after)),
            "label": page.say(f"difference.words.totals.{name}"),
            "note": page.say(
                "difference.words.card.against",
                before=then.base.money(page.client.currency) if name == "base" else page.money(before),
            ),
            "status": status,
            "status_label": page.status_label(status),
            "tone": "warning" if worse else "",
        }


def _main(page: DiffPage) -> Iterator[dict[str, str]]:
    """The topics that changed: what is said of each, and what to do about it."""
    for topic in (topic for topic in page.of.topics if topic.changes):
        for finding in findings_of(page.of.findings, f"difference.{topic.topic}"):
            number, so_what = page.family.id_of(finding.topic), f"{finding.rule}.so_what"
            yield {
                "headline": page.say(f"{finding.rule}.title", **finding.figures),
                "text": page.say(so_what, **finding.figures) if has(so_what) else "",
                "exhibit": number,
                "link_label": page.say("difference.words.see", id=number),
            }


# what changed


def _topic(page: DiffPage, _: PlanDiff) -> Exhibit | None:
    """2.1 to 2.6: the changes of a topic, each with the rows that it comes from; a topic without any is only
    counted."""
    topic = page.of.topic(page.topic.partition(".")[2])
    if not topic.changes:
        return None
    columns = (
        Field("item", page.say("difference.words.item"), "category"),
        Field("measure", page.say("difference.words.measure"), "series"),
        Field("before", page.of.before.isoformat(), "low"),
        Field("after", page.of.after.isoformat(), "high"),
        Field("why", page.say("difference.words.why"), "note"),
    )
    alike, single = _alike(topic)
    rows = [_change_row(page, change) for change in single] + ([_alike_row(page, alike)] if alike else [])
    causes = [cause for change in topic.changes for cause in change.causes]
    status = weakest(change.status for change in topic.changes)
    subtitle = page.say("difference.words.subtitle.topic", **page.days())
    return page.compose("table", subtitle, Values(columns, tuple(rows)), causes=causes, status=status)


def _alike(topic: TopicDiff) -> tuple[list[Change], list[Change]]:
    """Scores that moved only because the yardstick did stand in one row, where there are several; the others one by
    one."""
    alike = [
        change for change in topic.changes if change.shared and change.measure == "score" and change.kind == "changed"
    ]
    if len(alike) < 2:
        return [], list(topic.changes)
    return alike, [change for change in topic.changes if change not in alike]


def _change_row(page: DiffPage, change: Change) -> tuple[Cell, ...]:
    before, after = change.shown
    reasons = {"new": page.say("difference.words.not_there"), "gone": page.say("difference.words.no_longer")}
    gap = page.say(f"difference.words.{change.kind}") if change.kind != "changed" else ""
    measure = page.say(f"difference.words.measure.{change.measure}")
    return (
        cell(change.name, page.lang),
        cell(f"{gap}{page.say('difference.words.with')}{_inline(page, measure)}" if gap else measure, page.lang),
        _side(page, before, reasons.get(change.kind, "")),
        _side(page, after, reasons.get(change.kind, "")),
        page.because(change.causes, COLUMNS.get(change.measure, ())),
    )


def _inline(page: DiffPage, text: str) -> str:
    return page.show(inline(Name(text, text)))


def _side(page: DiffPage, shown: Printable | None, absent: str) -> Cell:
    """A fact as it prints; where the item was not there, or no longer is, a dash that says so."""
    if shown is None:
        return Cell(None, "–", absent)
    printed = page.show(shown)
    unknown = printed == page.say("common.unknown")
    return Cell(None if unknown else printed, printed, page.say("difference.words.no_value") if unknown else "")


def _alike_row(page: DiffPage, alike: Sequence[Change]) -> tuple[Cell, ...]:
    """All of them in one: from the lowest to the highest, then and now."""
    ranges = []
    for side in (0, 1):
        known = [
            fact
            for fact in ((change.before, change.after)[side] for change in alike)
            if fact and fact.value is not None
        ]
        shown = [page.show(fact.shown) for fact in sorted(known, key=lambda fact: float(fact.value))]
        low, high = (shown[0], shown[-1]) if shown else (page.say("common.unknown"),) * 2
        ranges.append(page.say("difference.words.shifted", low=low, high=high))
    ids = " ".join(change.id for change in alike)
    return (
        cell(ids, page.lang),
        cell(page.say("difference.words.measure.score"), page.lang),
        *(cell(text, page.lang) for text in ranges),
        page.because(alike[0].causes),
    )


# what stayed, and what came in


@exhibit("3.1", "difference.unchanged")
def unchanged(page: DiffPage, _: PlanDiff) -> Exhibit:
    """3.1: how many results of each topic are as they were."""
    columns = ("same", "changed", "new", "gone")
    heads = (
        Field("topic", page.say("difference.words.topic"), "category"),
        *(Field(name, page.say(f"difference.words.{name}"), "value", numeric=True) for name in columns),
    )
    rows = tuple(
        (
            cell(page.say(f"difference.words.topic.{topic.topic}"), page.lang),
            *(cell(Count(getattr(topic, name)), page.lang) for name in columns),
        )
        for topic in page.of.topics
    )
    sums = (Count(sum(getattr(topic, name) for topic in page.of.topics)) for name in columns)
    total = (cell(page.say("common.total"), page.lang), *(cell(number, page.lang) for number in sums))
    status = weakest(change.status for topic in page.of.topics for change in topic.changes)
    values = Values(heads, (*rows, total))
    return page.compose(
        "table",
        page.say("difference.words.subtitle.3-1"),
        values,
        causes=page.of.rows,
        status=status,
        extra={"total_rows": 1},
    )


@exhibit("3.2", "difference.inputs")
def inputs(page: DiffPage, _: PlanDiff) -> Exhibit | None:
    """3.2: every value that differs between the two loads."""
    if not page.of.rows:
        return None
    names = ("table", "key", "column", "before", "after", "by", "on")
    heads = {"before": page.of.before.isoformat(), "after": page.of.after.isoformat()}
    columns = tuple(Field(name, heads.get(name) or page.say(f"difference.words.{name}"), "label") for name in names)
    groups = [list(rows) for _, rows in groupby(page.of.rows, key=lambda row: (row.table, row.kind))]
    rows = [
        cells
        for rows in groups
        for cells in ([_many_row(page, rows)] if _crowd(rows) else [_input_row(page, row) for row in rows])
    ]
    status = weakest(row.status for row in page.of.rows)
    return page.compose(
        "table",
        page.say("difference.words.subtitle.3-2"),
        Values(columns, tuple(rows)),
        causes=page.of.rows,
        status=status,
    )


def _crowd(rows: Sequence[RowChange]) -> bool:
    return rows[0].kind != "changed" and len(rows) >= _MANY


def _many_row(page: DiffPage, rows: Sequence[RowChange]) -> tuple[Cell, ...]:
    """Many new rows of one table, as one: how many, which, and by whom and when where they agree."""
    by, on = {page.show(row.by) for row in rows}, {row.on for row in rows}
    numbers = page.say(
        "difference.words.cause.lines", first=min(row.row for row in rows), last=max(row.row for row in rows)
    )
    told = page.say(f"difference.words.many.{rows[0].kind}", n=len(rows))
    when = rows[0].on.isoformat() if len(on) == 1 and rows[0].on else ""
    texts = (f"{rows[0].table}.csv", numbers, told, "–", "–", by.pop() if len(by) == 1 else "", when)
    return tuple(Cell(text, text) for text in texts)


def _input_row(page: DiffPage, row: RowChange) -> tuple[Cell, ...]:
    old, new = (value_text(page, value) for value in (row.old, row.new))
    if row.kind != "changed":
        values = page.say("difference.words.cause.origin").join(
            f"{name} {value_text(page, value)}" for name, value in row.values
        )
        told = values or page.say(f"difference.words.whole.{row.kind}")
        old, new = ("–", told) if row.kind == "new" else (told, "–")
    texts = (
        f"{row.table}.csv",
        " ".join(filter(None, row.key)),
        row.column or page.say(f"difference.words.whole.{row.kind}"),
        old,
        new,
        page.show(row.by),
    )
    return (
        *(Cell(text, text) for text in texts),
        Cell(row.on.isoformat() if row.on else "", row.on.isoformat() if row.on else ""),
    )


@exhibit("3.3", "difference.assumptions")
def assumptions(page: DiffPage, _: PlanDiff) -> Exhibit | None:
    """3.3: the assumptions on which the two plans differ."""
    if not page.of.assumptions:
        return None
    columns = (
        Field("assumption", page.say("difference.words.assumption"), "category"),
        Field("unit", page.say("difference.words.unit"), "label"),
        Field("before", page.of.before.isoformat(), "low", numeric=True),
        Field("after", page.of.after.isoformat(), "high", numeric=True),
    )
    rows = tuple(
        (
            cell(found.name, page.lang),
            cell(found.unit, page.lang),
            *(Cell(value, value_text(page, value)) for value in (found.before, found.after)),
        )
        for found in page.of.assumptions
    )
    made = page.compose(
        "table", page.say("difference.words.subtitle.3-3"), Values(columns, rows), causes=(), status="estimated"
    )
    return replace(made, source="assumptions.yaml")


#: What changed, by topic.
changes = tuple(exhibit(f"2.{place}", f"difference.{topic}")(_topic) for place, topic in enumerate(TOPICS, start=1))
