"""Exhibits 4.1 and 4.2: today's lines with their initiatives, needs and the solutions that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.coverage import MOST_COLUMNS, MOST_NEEDS, CoverageRow, Mark, coverage_chart
from playbook.charts.drawing.style import Role
from playbook.charts.lines import MOST_LINES, LineHeads, LineItem, LineRow, lines_chart
from playbook.client.rows import records
from playbook.exhibits import solutions_designs  # noqa: F401  (it registers 4.3)
from playbook.exhibits.compose import Page, cell, drawable, exhibit
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.listing import as_names
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.line_findings import Yearly
from playbook.steps.solutions.line_map import Basis, LineMap
from playbook.steps.solutions.need_coverage import NeedCoverage
from playbook.units import Count, Money, Name, Names, Number, Percent, Side, bounded, inline, is_unknown

__all__ = ["needs_and_solutions", "service_lines"]

_EMPTY = Cell("", "")
_PHASES: dict[Any, Role] = {"act_now": "accent", "launch_when_ready": "grey", "prepare": "light", None: "ink"}


@exhibit("4.1", needs=("service_lines",), rests_on=("initiatives.line",))
def service_lines(page: Page, result: SolutionsAnalysis) -> Exhibit:
    """4.1 Today's service lines: revenue a year, rivals, our strategy, and the initiatives on each with their
    feasibility and phase."""
    found = result.coverage.lines
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


def _lines_figure(page: Page, found: LineMap) -> Figure:
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


def _strategies(page: Page, rows: Sequence[Mapping[str, Any]]) -> list[str]:
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
    page: Page, row: Mapping[str, Any], items: Mapping[str, Mapping[str, Any]], *, strategy: str, role: Role
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


def _said(page: Page, name: Name | None) -> str:
    return page.show(name) if name else "–"


def _yearly(page: Page, amount: float) -> Yearly:
    return Yearly(amount, page.client.currency)


def _line_values(page: Page, found: LineMap) -> Values:
    say, currency = page.say, page.client.currency
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


def _line_cells(page: Page, found: LineMap, row: Mapping[str, Any]) -> Iterator[Cell]:
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
    yield cell(Money(row["revenue_year"], page.client.currency), lang, say("solutions.service_lines.reason.revenue"))
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


def _basis_row(page: Page, found: LineMap, basis: Basis) -> tuple[Cell, ...]:
    """What was billed for the same services: a note under the lines, on another basis."""
    form = "row.part" if page.show(basis.name) else "row.basis"
    lines = _yearly(page, basis.lines_year)
    label = page.say(
        f"solutions.service_lines.{form}{'_year' if found.whole_year else ''}", name=basis.name, lines=lines
    )
    side: Side = "exact" if form == "row.basis" or page.client.answered("competition_services") else "at_least"
    bills = cell(
        bounded(Money(basis.bills_year, page.client.currency), side),
        page.lang,
        page.say("solutions.service_lines.reason.revenue"),
    )
    return cell(label, page.lang), bills, *[_EMPTY] * 8


#: What 4.2 counts, ranks or weighs over those that are on record.
_RESTS_ON = (
    "needs",
    "needs.service",
    "needs.amount_month",
    "sites.required_kbps",
    "links.bandwidth_kbps",
    "unit_services.holder",
    "unit_services.amount_month",
    "goals.supported",
    "staff_spend",
    "moves",
    "service_usage.amount_month",
    "taught_needs",
    "control_totals",
    "competition_services",
    "solutions.needs",
    "solutions.chosen",
)


@exhibit("4.2", needs=("solutions",), rests_on=_RESTS_ON)
def needs_and_solutions(page: Page, result: SolutionsAnalysis) -> Exhibit:
    """4.2 Needs x solutions: which solution answers which need, needs without one, solutions that answer none."""
    found = result.coverage
    share = bounded(Percent(found.share, 0), found.share_bound)
    subtitle = (
        page.say("solutions.need_coverage.subtitle", share=share)
        if len(found.needs)
        else page.say("solutions.need_coverage.subtitle_none")
    )
    sources = tuple(table for table in ("needs", "solutions", "sites", "links", "unit_services") if page.has(table))
    return page.make(
        "coverage",
        subtitle,
        _coverage_values(page, found),
        sources=sources,
        status=found.status,
        internal=True,
        draw=(lambda: _coverage_figure(page, found)) if len(found.needs) else None,
        extra={"total_rows": len(_totals(page, found))},
    )


def _coverage_figure(page: Page, found: NeedCoverage) -> Figure:
    groups = _drawn(found)
    solutions = _columns(found)
    rows = [CoverageRow(_label(page, group), _size(page, group[0])) for group in groups[:MOST_NEEDS]]
    marks: list[list[Mark]] = [
        [_mark(group[0], column["solution"]) for column in solutions] for group in groups[:MOST_NEEDS]
    ]
    there = {
        "chosen": any("chosen" in row for row in marks),
        "other": any("other" in row for row in marks),
        "open": not all(map(any, marks)),
        "idle": any(not any(row[number] for row in marks) for number in range(len(solutions))),
    }
    left = sum(len(group) for group in groups[MOST_NEEDS:]) + len(found.solutions) - len(solutions)
    return coverage_chart(
        rows,
        [(row["solution"], page.show(row["name"])) for row in solutions],
        marks,
        lang=page.lang,
        heads=(page.say("solutions.need_coverage.head.need"), page.say("solutions.need_coverage.head.size")),
        legend={name: page.say(f"solutions.need_coverage.legend.{name}") for name, shown in there.items() if shown},
        more=page.say("solutions.need_coverage.more", n=Count(left)) if left else "",
    )


def _drawn(found: NeedCoverage) -> list[list[dict[str, Any]]]:
    """The rows to draw: needs of one rule that follow each other without a size and with the same answers share a
    row."""

    def key(row: Mapping[str, Any]) -> Any:
        folds = not is_unknown(row["rule"]) and is_unknown(row["amount_month"])
        return (row["rule"], row["solutions"], row["chosen"]) if folds else row["need"]

    return [list(group) for _, group in groupby(records(found.needs), key)]


def _columns(found: NeedCoverage) -> list[dict[str, Any]]:
    """The solutions to draw: where there are too many, those that are chosen or answer something first."""
    rows = records(found.solutions)
    kept = sorted(rows, key=lambda row: (row["chosen"] is not True, not row["needs"]))[:MOST_COLUMNS]
    return [row for row in rows if any(row is one for one in kept)]


def _label(page: Page, group: Sequence[Mapping[str, Any]]) -> str:
    return (
        page.say(f"needs.latent.{group[0]['rule']}.folded", n=Count(len(group)))
        if len(group) > 1
        else page.show(group[0]["name"])
    )


def _mark(need: Mapping[str, Any], solution: str) -> Mark:
    return "chosen" if solution in need["chosen"] else "other" if solution in need["solutions"] else ""


def _size(page: Page, row: Mapping[str, Any]) -> str:
    amount = Money(row["amount_month"], page.client.currency)
    return page.say("needs.need_list.at_least", amount=amount) if row["at_least"] else page.show(amount)


def _coverage_values(page: Page, found: NeedCoverage) -> Values:
    say = page.say
    fields = (
        Field("need", say("solutions.need_coverage.head.need"), "category"),
        Field("id", say("solutions.need_coverage.id"), "label"),
        Field("kind", say("solutions.need_coverage.kind"), "label"),
        Field("amount", say("solutions.need_coverage.amount"), "value", page.client.currency, numeric=True),
        Field("state", say("solutions.need_coverage.state"), "highlight"),
        Field("chosen", say("solutions.need_coverage.chosen"), "series"),
        Field("others", say("solutions.need_coverage.others"), "series"),
        Field("status", say("solutions.need_coverage.status"), "label"),
    )
    return Values(
        fields,
        (*(tuple(_need_cells(page, row, found.share_bound)) for row in records(found.needs)), *_totals(page, found)),
    )


def _need_cells(page: Page, row: Mapping[str, Any], side: Side) -> Iterator[Cell]:
    lang, say = page.lang, page.say
    amount = Money(row["amount_month"], page.client.currency)
    others = tuple(name for name in row["solutions"] if name not in row["chosen"])
    yield cell(row["name"], lang)
    yield cell(row["need"], lang)
    yield cell(say(f"solutions.need_coverage.legend.{row['kind']}"), lang)
    yield (
        cell(amount, lang, say("solutions.need_coverage.reason.amount"))
        if is_unknown(amount.value)
        else Cell(amount.value, _size(page, row))
    )
    yield cell(
        say(f"solutions.need_coverage.state.{row['state']}") if row["state"] == "covered" or side == "exact" else None,
        lang,
        say("solutions.need_coverage.reason.state"),
    )
    for names in (row["chosen"], others):
        yield cell(_ids(page, names) or "–", lang)
    yield cell(page.status_label(row["status"]), lang)


def _ids(page: Page, names: Sequence[str]) -> str:
    return page.show(Names(as_names(names)))


def _count_side(found: NeedCoverage, rows: Sequence[Mapping[str, Any]], state: str) -> Side:
    """How the number of needs on record in a state is to be read: while a solution does not say what it answers, or
    whether it is chosen, more may be covered, and nobody knows which of the others are."""
    return "exact" if found.share_bound == "exact" else "at_least" if state == "covered" and rows else "unknown"


def _totals(page: Page, found: NeedCoverage) -> list[tuple[Cell, ...]]:
    """What the title and the so-whats count: needs by state, solutions without a need, ids that no need has."""
    lang, needs = page.lang, records(found.needs)
    rows = []
    for name, state in (("share", "covered"), ("candidate", "candidate"), ("open", "open")):
        own = [row for row in needs if row["state"] == state]
        total, side = found.money[state]
        amount = Money(total.known, page.client.currency)
        money = (
            Cell(amount.value, page.say("needs.need_list.at_least", amount=amount))
            if side == "at_least"
            else cell(bounded(amount, side), lang, page.say("solutions.need_coverage.reason.state"))
        )
        count = cell(
            bounded(Count(len(own)), _count_side(found, own, state)),
            lang,
            page.say("solutions.need_coverage.reason.state"),
        )
        rows.append((cell(page.say(f"solutions.need_coverage.row.{name}"), lang), count, _EMPTY, money, *[_EMPTY] * 4))
    solutions = records(found.solutions)
    idle = [row["solution"] for row in solutions if not row["needs"]]
    stray = [f"{row['solution']}: {name}" for row in solutions for name in row["unknown"]]
    for name, items in (("idle", idle), ("stray", stray)):
        if items:
            head = cell(page.say(f"solutions.need_coverage.row.{name}"), lang), cell(Count(len(items)), lang)
            rows.append((*head, *[_EMPTY] * 3, cell(_ids(page, items), lang), *[_EMPTY] * 2))
    return rows
