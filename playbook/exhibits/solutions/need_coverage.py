"""4.2, needs and solutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.coverage import MOST_COLUMNS, MOST_NEEDS, CoverageRow, Mark, coverage_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Field, Values
from playbook.steps.listing import as_names
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.need_coverage import NeedCoverage
from playbook.units import Count, Money, Names, Percent, Side, bounded, is_unknown

__all__ = ["build"]

_EMPTY = Cell("", "")


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


@exhibit("4.2", "solutions.need_coverage", needs=("solutions",), rests_on=_RESTS_ON)
def build(page: ClientPage, result: SolutionsAnalysis) -> Exhibit:
    """4.2 Needs x solutions: which solution answers which need, needs without one, solutions that answer none."""
    found = result.need_coverage
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


def _coverage_figure(page: ClientPage, found: NeedCoverage) -> Figure:
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


def _label(page: ClientPage, group: Sequence[Mapping[str, Any]]) -> str:
    return (
        page.say(f"needs.latent.{group[0]['rule']}.folded", n=Count(len(group)))
        if len(group) > 1
        else page.show(group[0]["name"])
    )


def _mark(need: Mapping[str, Any], solution: str) -> Mark:
    return "chosen" if solution in need["chosen"] else "other" if solution in need["solutions"] else ""


def _size(page: ClientPage, row: Mapping[str, Any]) -> str:
    amount = Money(row["amount_month"], page.subject.currency)
    return page.say("needs.need_list.at_least", amount=amount) if row["at_least"] else page.show(amount)


def _coverage_values(page: ClientPage, found: NeedCoverage) -> Values:
    say = page.say
    fields = (
        Field("need", say("solutions.need_coverage.head.need"), "category"),
        Field("id", say("solutions.need_coverage.id"), "label"),
        Field("kind", say("solutions.need_coverage.kind"), "label"),
        Field("amount", say("solutions.need_coverage.amount"), "value", page.subject.currency, numeric=True),
        Field("state", say("solutions.need_coverage.state"), "highlight"),
        Field("chosen", say("solutions.need_coverage.chosen"), "series"),
        Field("others", say("solutions.need_coverage.others"), "series"),
        Field("status", say("solutions.need_coverage.status"), "label"),
    )
    return Values(
        fields,
        (*(tuple(_need_cells(page, row, found.share_bound)) for row in records(found.needs)), *_totals(page, found)),
    )


def _need_cells(page: ClientPage, row: Mapping[str, Any], side: Side) -> Iterator[Cell]:
    lang, say = page.lang, page.say
    amount = Money(row["amount_month"], page.subject.currency)
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


def _ids(page: ClientPage, names: Sequence[str]) -> str:
    return page.show(Names(as_names(names)))


def _count_side(found: NeedCoverage, rows: Sequence[Mapping[str, Any]], state: str) -> Side:
    """How the number of needs on record in a state is to be read: while a solution does not say what it answers, or
    whether it is chosen, more may be covered, and nobody knows which of the others are."""
    return "exact" if found.share_bound == "exact" else "at_least" if state == "covered" and rows else "unknown"


def _totals(page: ClientPage, found: NeedCoverage) -> list[tuple[Cell, ...]]:
    """What the title and the so-whats count: needs by state, solutions without a need, ids that no need has."""
    lang, needs = page.lang, records(found.needs)
    rows = []
    for name, state in (("share", "covered"), ("candidate", "candidate"), ("open", "open")):
        own = [row for row in needs if row["state"] == state]
        total, side = found.money[state]
        amount = Money(total.known, page.subject.currency)
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
