"""4.1, service lines and initiatives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.lines import MOST_LINES, LineHeads, LineItem, LineRow, lines_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Exhibit, Values
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.line_bases import Basis
from playbook.steps.solutions.printed import Yearly
from playbook.steps.solutions.service_lines import ServiceLines
from playbook.units import Count, Money, Name, Number, Percent, Side, bounded, inline, is_unknown

__all__ = ["build"]


_PHASES: dict[Any, Role] = {"act_now": "accent", "launch_when_ready": "grey", "prepare": "light", None: "ink"}


@exhibit("4.1", "solutions.service_lines", needs=("service_lines",), rests_on=("initiatives.line",))
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.1 Today's service lines: revenue a year, rivals, our strategy, and the initiatives on each with their
    feasibility and phase."""
    service_lines = result.service_lines
    sources = tuple(table for table in ("service_lines", "initiatives", "bills") if page.has(table))
    return page.make(
        "lines",
        page.say("solutions.service_lines.subtitle"),
        _values(page, service_lines),
        sources=sources,
        status=service_lines.status,
        internal=True,
        draw=lambda: _chart(page, service_lines),
        extra={"total_rows": 1 + len(service_lines.bases)},
    )


def _chart(page: ClientPage, service_lines: ServiceLines) -> Figure:
    rows = records(service_lines.lines)
    items = {row["id"]: row for row in records(service_lines.initiatives)}
    said = _strategies(page, rows[:MOST_LINES])
    drawn = [
        _line_row(page, row, items, strategy=strategy, role="accent" if number == 0 else "grey")
        for number, (row, strategy) in enumerate(zip(rows, said, strict=False))
    ]
    heads = LineHeads(
        *(
            page.say(f"solutions.service_lines.{name}")
            for name in ("line", "revenue", "rivals", "strategy", "initiatives", "technical", "policy")
        )
    )
    left, shown = len(rows) - MOST_LINES, {item.role for row in drawn for item in row.items}
    words = {
        role: page.say(f"solutions.service_lines.legend.{phase or 'unknown'}")
        for phase, role in _PHASES.items()
        if role in shown
    }
    return lines_chart(
        drawn,
        heads,
        lang=page.lang,
        legend=words,
        none=page.say("solutions.service_lines.none"),
        message=page.say("solutions.service_lines.legend.message") if any(row.alert for row in drawn) else "",
        more=page.say("solutions.service_lines.more", n=Count(left)) if left > 0 else "",
    )


def _strategies(page: ClientPage, rows: Sequence[Row]) -> list[str]:
    """Our strategy on each line; where it is that of a line above, that line is named instead."""
    texts, first = [_said(page, row["strategy"]) for row in rows], {}  # type: tuple[list[str], dict[str, str]]
    for row, text in zip(rows, texts, strict=True):
        first.setdefault(text, row["line"])
    names = {row["line"]: inline(row["name"]) for row in rows}
    return [
        text
        if not row["strategy"] or first[text] == row["line"]
        else page.say("solutions.service_lines.as_on", line=names[first[text]])
        for row, text in zip(rows, texts, strict=True)
    ]


def _alert(row: Row) -> bool:
    return row["contested"] is True and row["state"] in ("waiting", "gap")


def _phase(item: Row) -> str | None:
    return None if is_unknown(item["phase"]) else item["phase"]


def _line_row(page: ClientPage, row: Row, items: Mapping[str, Row], *, strategy: str, role: Role) -> LineRow:
    known = not is_unknown(row["revenue_year"])
    own = tuple(
        LineItem(
            item["id"],
            page.show(item["name"]),
            drawable(item["technical"]),
            drawable(item["policy"]),
            role=_PHASES[_phase(item)],
        )
        for item in (items[name] for name in row["initiatives"])
    )
    return LineRow(
        page.show(row["name"]),
        drawable(row["revenue_year"]),
        page.show(_yearly(page, row["revenue_year"])) if known else page.say("solutions.service_lines.unknown"),
        page.show(Percent(row["share"], 0)) if known else "",
        _said(page, row["rivals"]),
        strategy,
        own,
        alert=_alert(row),
        role=role,
    )


def _said(page: ClientPage, name: Name | None) -> str:
    return page.show(name) if name else "–"


def _yearly(page: ClientPage, amount: float) -> Yearly:
    return Yearly(amount, page.subject.currency)


def _each(page: ClientPage, row: Row, parts: Sequence[str]) -> str | None:
    """What is said of each of a line's initiatives; that it has none, where that is sure."""
    none = page.say("solutions.service_lines.none") if row["sure"] else None
    return "; ".join(parts) or none


def _feasibility(page: ClientPage, item: Row) -> str:
    return f"{page.show(Number(item['technical'], 1))} / {page.show(Number(item['policy'], 1))}"


def _phase_word(page: ClientPage, item: Row) -> str:
    return page.say(f"solutions.service_lines.legend.{_phase(item) or 'unknown'}")


def _state(page: ClientPage, row: Row) -> str | None:
    return None if is_unknown(row["state"]) else page.say(f"solutions.service_lines.state.{row['state']}")


def _billed(page: ClientPage, basis: Basis, *, whole_year: bool) -> dict[str, Content]:
    """What was billed for the same services: a note under the lines, on another basis."""
    part = bool(page.show(basis.name))
    message = f"solutions.service_lines.row.{'part' if part else 'basis'}{'_year' if whole_year else ''}"
    side: Side = "at_least" if part and not page.subject.answered("competition_services") else "exact"
    bills = bounded(Money(basis.bills_year, page.subject.currency), side)
    return {
        "line": page.say(message, name=basis.name, lines=_yearly(page, basis.lines_year)),
        "revenue": cell(bills, page.lang, page.say("solutions.service_lines.reason.revenue")),
    }


def _values(page: ClientPage, service_lines: ServiceLines) -> Values:
    columns = (*_revenues(page, service_lines), *_work(page, service_lines))
    values = table(page, records(service_lines.lines), columns, total=True)
    billed = (_billed(page, basis, whole_year=service_lines.whole_year) for basis in service_lines.bases)
    return with_rows(page, values, billed, blank=EMPTY)


def _revenues(page: ClientPage, service_lines: ServiceLines) -> tuple[Column, ...]:
    """The columns of what a line brings, who contests it, and what we want with it."""
    currency, total = page.subject.currency, service_lines.total
    reasons = {name: page.say(f"solutions.service_lines.reason.{name}") for name in ("revenue", "rivals", "strategy")}
    revenue = partial(Column, numeric=True, reason=reasons["revenue"])
    side: Side = "at_most" if total.unknown else "exact"  # of what all lines bring
    every = bounded(Money(total.known, currency), "at_least" if total.unknown else "exact")
    return (
        Column("line", lambda row: row["name"], "category", total=page.say("common.total")),
        revenue("revenue", lambda row: Money(row["revenue_year"], currency), "value", currency, total=every),
        revenue("share", lambda row: bounded(Percent(row["share"], 1), side), unit="%"),
        Column("rivals", lambda row: row["rivals"], reason=reasons["rivals"]),
        Column("strategy", lambda row: row["strategy"], "note", reason=reasons["strategy"]),
    )


def _work(page: ClientPage, service_lines: ServiceLines) -> tuple[Column, ...]:
    """The columns of the initiatives on a line."""
    items = {item["id"]: item for item in records(service_lines.initiatives)}
    work = partial(Column, reason=page.say("solutions.service_lines.reason.initiatives"))

    def each(printed: Callable[[Row], str]) -> Callable[[Row], str | None]:
        return lambda row: _each(page, row, [f"{name} {printed(items[name])}" for name in row["initiatives"]])

    return (
        work("initiatives", each(lambda item: page.show(item["name"]))),
        work("feasibility", each(partial(_feasibility, page))),
        work("phase", each(partial(_phase_word, page)), "state"),
        work("state", partial(_state, page), "highlight"),
        Column("status", lambda row: page.status_label(row["status"]), total=page.status_label(service_lines.status)),
    )
