"""4.1, service lines and initiatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.drawing.style import Role
from playbook.charts.lines import MOST_LINES, LineHeads, LineItem, LineRow, lines_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell, drawable
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.line_bases import Basis
from playbook.steps.solutions.printed import Yearly
from playbook.steps.solutions.service_lines import ServiceLines
from playbook.units import Count, Money, Name, Number, Percent, Side, bounded, inline, is_unknown

__all__ = ["build"]

_EMPTY = Cell("", "")


_PHASES: dict[Any, Role] = {"act_now": "accent", "launch_when_ready": "grey", "prepare": "light", None: "ink"}


@exhibit("4.1", "solutions.service_lines", needs=("service_lines",), rests_on=("initiatives.line",))
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.1 Today's service lines: revenue a year, rivals, our strategy, and the initiatives on each with their
    feasibility and phase."""
    found = result.service_lines
    sources = tuple(table for table in ("service_lines", "initiatives", "bills") if page.has(table))
    return page.make(
        "lines",
        page.say("solutions.service_lines.subtitle"),
        _line_values(page, found),
        sources=sources,
        status=found.status,
        internal=True,
        draw=lambda: _lines_figure(page, found),
        extra={"total_rows": 1 + len(found.bases)},
    )


def _lines_figure(page: ClientPage, found: ServiceLines) -> Figure:
    rows = records(found.lines)
    items = {row["id"]: row for row in records(found.initiatives)}
    said = _strategies(page, rows[:MOST_LINES])
    drawn = [
        _line_row(page, row, items, strategy=strategy, role="accent" if number == 0 else "grey")
        for number, (row, strategy) in enumerate(zip(rows, said, strict=False))
    ]
    heads = LineHeads(
        *(
            page.say(f"solutions.service_lines.head.{name}")
            for name in ("line", "revenue", "rivals", "strategy", "initiatives", "technical", "policy")
        )
    )
    shown = {item.role for row in drawn for item in row.items}
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
        more=page.say("solutions.service_lines.more", n=Count(len(rows) - MOST_LINES))
        if len(rows) > MOST_LINES
        else "",
    )


def _strategies(page: ClientPage, rows: Sequence[Mapping[str, Any]]) -> list[str]:
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


def _alert(row: Mapping[str, Any]) -> bool:
    return row["contested"] is True and row["state"] in ("waiting", "gap")


def _phase(item: Mapping[str, Any]) -> str | None:
    return None if is_unknown(item["phase"]) else item["phase"]


def _line_row(
    page: ClientPage, row: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]], *, strategy: str, role: Role
) -> LineRow:
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


def _line_values(page: ClientPage, found: ServiceLines) -> Values:
    say, currency = page.say, page.subject.currency
    fields = (
        Field("line", say("solutions.service_lines.head.line"), "category"),
        Field("revenue", say("solutions.service_lines.head.revenue"), "value", currency, numeric=True),
        Field("share", say("solutions.service_lines.share"), "label", "%", numeric=True),
        Field("rivals", say("solutions.service_lines.head.rivals"), "label"),
        Field("strategy", say("solutions.service_lines.head.strategy"), "note"),
        Field("initiatives", say("solutions.service_lines.initiative"), "label"),
        Field("feasibility", say("solutions.service_lines.feasibility"), "label"),
        Field("phase", say("solutions.service_lines.phase"), "state"),
        Field("state", say("solutions.service_lines.state"), "highlight"),
        Field("status", say("solutions.service_lines.status"), "label"),
    )
    rows = [tuple(_line_cells(page, found, row)) for row in records(found.lines)]
    total = Money(found.total.known, currency)
    sums = Cell(total.value, say("solutions.words.at_least", amount=total) if found.total.unknown else page.show(total))
    rows.append(
        (cell(say("common.total"), page.lang), sums, *[_EMPTY] * 7, cell(page.status_label(found.status), page.lang))
    )
    return Values(fields, (*rows, *(_basis_row(page, found, basis) for basis in found.bases)))


def _line_cells(page: ClientPage, found: ServiceLines, row: Mapping[str, Any]) -> Iterator[Cell]:
    lang, say = page.lang, page.say
    items = {item["id"]: item for item in records(found.initiatives)}
    own = [items[name] for name in row["initiatives"]]
    side: Side = "at_most" if found.lines["revenue_year"].isna().any() else "exact"  # of what all lines bring

    def each(printed: Sequence[str]) -> Cell:
        text = "; ".join(f"{item['id']} {part}" for item, part in zip(own, printed, strict=True))
        return cell(
            text or (say("solutions.service_lines.none") if row["sure"] else None),
            lang,
            say("solutions.service_lines.reason.initiatives"),
        )

    yield cell(row["name"], lang)
    yield cell(Money(row["revenue_year"], page.subject.currency), lang, say("solutions.service_lines.reason.revenue"))
    yield cell(bounded(Percent(row["share"], 1), side), lang, say("solutions.service_lines.reason.revenue"))
    yield cell(row["rivals"], lang, say("solutions.service_lines.reason.rivals"))
    yield cell(row["strategy"], lang, say("solutions.service_lines.reason.strategy"))
    yield each([page.show(item["name"]) for item in own])
    yield each([f"{page.show(Number(item['technical'], 1))} / {page.show(Number(item['policy'], 1))}" for item in own])
    yield each([say(f"solutions.service_lines.legend.{_phase(item) or 'unknown'}") for item in own])
    yield cell(
        None if is_unknown(row["state"]) else say(f"solutions.service_lines.state.{row['state']}"),
        lang,
        say("solutions.service_lines.reason.initiatives"),
    )
    yield cell(page.status_label(row["status"]), lang)


def _basis_row(page: ClientPage, found: ServiceLines, basis: Basis) -> tuple[Cell, ...]:
    """What was billed for the same services: a note under the lines, on another basis."""
    form = "row.part" if page.show(basis.name) else "row.basis"
    lines = _yearly(page, basis.lines_year)
    label = page.say(
        f"solutions.service_lines.{form}{'_year' if found.whole_year else ''}", name=basis.name, lines=lines
    )
    side: Side = "exact" if form == "row.basis" or page.subject.answered("competition_services") else "at_least"
    bills = cell(
        bounded(Money(basis.bills_year, page.subject.currency), side),
        page.lang,
        page.say("solutions.service_lines.reason.revenue"),
    )
    return cell(label, page.lang), bills, *[_EMPTY] * 8
