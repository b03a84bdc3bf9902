"""4.2, needs and solutions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from matplotlib.figure import Figure

from playbook.charts.coverage import MOST_COLUMNS, MOST_NEEDS, CoverageRow, Mark, coverage_chart
from playbook.client.rows import records
from playbook.exhibits.chapter import exhibit
from playbook.exhibits.columns import EMPTY, Column, Content, Row, table, with_rows
from playbook.exhibits.compose import ClientPage, cell
from playbook.exhibits.exhibit import Cell, Exhibit, Values
from playbook.steps.listing import as_names
from playbook.steps.shares import Total
from playbook.steps.solutions.analysis import SolutionsAnalysis
from playbook.steps.solutions.need_coverage import NeedCoverage
from playbook.units import Count, Money, Names, Percent, Side, bounded, is_unknown

__all__ = ["build"]

_NONE = "–"


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
    coverage = result.need_coverage
    share = bounded(Percent(coverage.share, 0), coverage.share_bound)
    subtitle = (
        page.say("solutions.need_coverage.subtitle", share=share)
        if len(coverage.needs)
        else page.say("solutions.need_coverage.subtitle_none")
    )
    totals = list(_totals(page, coverage))
    sources = tuple(name for name in ("needs", "solutions", "sites", "links", "unit_services") if page.has(name))
    return page.make(
        "coverage",
        subtitle,
        with_rows(page, _values(page, coverage), totals, blank=EMPTY),
        sources=sources,
        status=coverage.status,
        internal=True,
        draw=(lambda: _chart(page, coverage)) if len(coverage.needs) else None,
        extra={"total_rows": len(totals)},
    )


def _chart(page: ClientPage, coverage: NeedCoverage) -> Figure:
    groups = _drawn(coverage)
    solutions = _columns(coverage)
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
    left = sum(len(group) for group in groups[MOST_NEEDS:]) + len(coverage.solutions) - len(solutions)
    return coverage_chart(
        rows,
        [(row["solution"], page.show(row["name"])) for row in solutions],
        marks,
        lang=page.lang,
        heads=(page.say("solutions.need_coverage.need"), page.say("solutions.need_coverage.amount")),
        legend={name: page.say(f"solutions.need_coverage.legend.{name}") for name, shown in there.items() if shown},
        more=page.say("solutions.need_coverage.more", n=Count(left)) if left else "",
    )


def _drawn(coverage: NeedCoverage) -> list[list[Row]]:
    """The rows to draw: needs of one rule that follow each other without a size and with the same answers share a
    row."""

    def key(row: Row) -> Any:
        folds = not is_unknown(row["rule"]) and is_unknown(row["amount_month"])
        return (row["rule"], row["solutions"], row["chosen"]) if folds else row["need"]

    return [list(group) for _, group in groupby(records(coverage.needs), key)]


def _columns(coverage: NeedCoverage) -> list[Row]:
    """The solutions to draw: where there are too many, those that are chosen or answer something first."""
    rows = records(coverage.solutions)
    kept = sorted(rows, key=lambda row: (row["chosen"] is not True, not row["needs"]))[:MOST_COLUMNS]
    return [row for row in rows if any(row is one for one in kept)]


def _label(page: ClientPage, group: Sequence[Row]) -> str:
    return (
        page.say(f"needs.latent.{group[0]['rule']}.folded", n=Count(len(group)))
        if len(group) > 1
        else page.show(group[0]["name"])
    )


def _mark(need: Row, solution: str) -> Mark:
    return "chosen" if solution in need["chosen"] else "other" if solution in need["solutions"] else ""


def _size(page: ClientPage, row: Row) -> str:
    amount = Money(row["amount_month"], page.subject.currency)
    return page.say("needs.need_list.at_least", amount=amount) if row["at_least"] else page.show(amount)


def _ids(page: ClientPage, names: Sequence[str]) -> str:
    return page.show(Names(as_names(names)))


def _count_side(coverage: NeedCoverage, rows: Sequence[Row], state: str) -> Side:
    """How the number of needs on record in a state is to be read: while a solution does not say what it answers, or
    whether it is chosen, more may be covered, and nobody knows which of the others are."""
    return "exact" if coverage.share_bound == "exact" else "at_least" if state == "covered" and rows else "unknown"


def _values(page: ClientPage, coverage: NeedCoverage) -> Values:
    say, currency = page.say, page.subject.currency
    unsized, unsure = say("solutions.need_coverage.reason.amount"), say("solutions.need_coverage.reason.state")

    def state(row: Row) -> str | None:
        told = row["state"] == "covered" or coverage.share_bound == "exact"
        return say(f"solutions.need_coverage.state.{row['state']}") if told else None

    return table(
        page,
        records(coverage.needs),
        (
            Column("need", lambda row: row["name"], "category"),
            Column("id", lambda row: row["need"]),
            Column("kind", lambda row: say(f"solutions.need_coverage.legend.{row['kind']}")),
            Column("amount", partial(_amount, page), "value", currency, numeric=True, reason=unsized),
            Column("state", state, "highlight", reason=unsure),
            Column("chosen", lambda row: _ids(page, row["chosen"]) or _NONE, "series"),
            Column("others", lambda row: _ids(page, _others(row)) or _NONE, "series"),
            Column("status", lambda row: page.status_label(row["status"])),
        ),
    )


def _amount(page: ClientPage, row: Row) -> Content:
    amount = Money(row["amount_month"], page.subject.currency)
    return amount if is_unknown(amount.value) else Cell(amount.value, _size(page, row))


def _others(row: Row) -> tuple[str, ...]:
    """The solutions that answer a need and are not chosen."""
    return tuple(name for name in row["solutions"] if name not in row["chosen"])


def _totals(page: ClientPage, coverage: NeedCoverage) -> Iterator[dict[str, Content]]:
    """What the title and the so-whats count: needs by state, solutions without a need, ids that no need has."""
    say, needs = page.say, records(coverage.needs)
    reason = say("solutions.need_coverage.reason.state")
    for name, state in (("share", "covered"), ("candidate", "candidate"), ("open", "open")):
        own = [row for row in needs if row["state"] == state]
        count = bounded(Count(len(own)), _count_side(coverage, own, state))
        yield {
            "need": say(f"solutions.need_coverage.row.{name}"),
            "id": cell(count, page.lang, reason),
            "amount": _worth(page, *coverage.money[state]),
        }
    solutions = records(coverage.solutions)
    idle = [row["solution"] for row in solutions if not row["needs"]]
    stray = [f"{row['solution']}: {name}" for row in solutions for name in row["unknown"]]
    for name, items in (("idle", idle), ("stray", stray)):
        if items:
            head = say(f"solutions.need_coverage.row.{name}")
            yield {"need": head, "id": Count(len(items)), "chosen": _ids(page, items)}


def _worth(page: ClientPage, total: Total, side: Side) -> Cell:
    """What the needs of a state are worth a month."""
    amount = Money(total.known, page.subject.currency)
    if side == "at_least":
        return Cell(amount.value, page.say("needs.need_list.at_least", amount=amount))
    return cell(bounded(amount, side), page.lang, page.say("solutions.need_coverage.reason.state"))
