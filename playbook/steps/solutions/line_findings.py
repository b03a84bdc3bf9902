"""What today's service lines say: which brings most, which contested one nobody works on, and how far the lines are
from the bills (4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.phrases import worded
from playbook.steps.shares import Total, total_of
from playbook.units import Count, Lang, Money, Name, Names, Percent, Printable, bounded, inline, is_unknown

__all__ = ["Yearly", "line_findings"]

#: Lines and bills as close as this are as good as equal.
_EQUAL = 0.0005
_WAN = 10_000
Figures = dict[str, Printable]


@dataclass(frozen=True)
class Yearly:
    """An amount a year: Chinese plans print it in 万 with one decimal from 10,000 yuan on.

    >>> Yearly(768_093.6, "CNY").printed("zh"), Yearly(768_093.6, "CNY").printed("en")
    ('76.8万元', '¥768,094')
    """

    value: float
    currency: str

    def printed(self, lang: Lang) -> str:
        """`76.8万元`, `¥768,094`."""
        if is_unknown(self.value) or lang != "zh" or self.currency != "CNY" or abs(self.value) < _WAN:
            return Money(self.value, self.currency).printed(lang)
        return Money(self.value / _WAN, self.currency, 1).printed(lang).removesuffix("元") + "万元"


def line_findings(
    client: Client, lines: Sequence[Row], initiatives: Sequence[Row], *, total: Total, basis: tuple[Sequence[Any], bool]
) -> tuple[Finding, ...]:
    """The lead first; then the second group of lines to mend, the comparison with the bills, and initiatives on no
    line."""
    return (*_lead(client, lines, initiatives, total), *_basis(client, *basis), *_unlined(lines, initiatives))


def _lead(client: Client, lines: Sequence[Row], initiatives: Sequence[Row], total: Total) -> Iterator[Finding]:
    contested = [row for row in lines if row["contested"]]
    groups = {
        name: [row for row in contested if row["state"] == state]
        for name, state in (("gap", "gap"), ("waiting", "waiting"), ("unseen", None))
    }
    top, months = lines[0], int(client.assume("horizon_short_months"))
    figures: Figures = {
        "top": top["name"],
        "what": inline(top["name"]),
        "share": bounded(Percent(top["share"], 0), "at_most" if total.unknown else "exact"),
        "total": Yearly(total.known, client.currency),
        "all": Count(len(lines)),
        "contested": Count(len(contested)),
        "months": Count(months),
        "started": Count(len(initiatives)),
    }
    told = [state for state, rows in groups.items() if rows] or ["acting" if contested else "uncontested"]
    for number, state in enumerate(told):
        rows = groups.get(state, contested)
        known = (
            "" if number else "_unknown" if is_unknown(top["revenue_year"]) else "_at_least" if total.unknown else ""
        )
        yield Finding(
            f"solutions.service_lines.{state}{known if not number else '_too'}",
            figures | _about(client, rows, initiatives),
            confidence=0.6,
            internal=True,
            money_month=total_of(row["revenue_year"] for row in rows).known / 12 if state in groups else 0.0,
        )


def _about(client: Client, rows: Sequence[Row], initiatives: Sequence[Row]) -> Figures:
    """The lines that a finding is about, what they bring together, and the first of their initiatives to bring
    forward."""
    own = [item for row in rows for item in initiatives if item["line"] == row["line"]]
    own.sort(
        key=lambda item: (
            is_unknown(item["start_month"]),
            0 if is_unknown(item["start_month"]) else item["start_month"],
        )
    )
    ids = Names(tuple(Name(item["id"], item["id"]) for item in own))
    return {
        "n": Count(len(rows)),
        "which": several([inline(row["name"]) for row in rows]),
        "first": Names(ids.values[:1]),
        "ids": ids,
        "amount": _together(client, total_of(row["revenue_year"] for row in rows)),
    }


def _together(client: Client, total: Total) -> Name:
    """What several lines bring a year, as far as it is known."""
    amount = Yearly(total.known, client.currency)
    form = "whole" if not total.unknown else "at_least" if total.known else "unknown"
    return worded(f"solutions.service_lines.together.{form}", amount=amount)


def _basis(client: Client, bases: Sequence[Any], whole: bool) -> Iterator[Finding]:
    """How far the lines are from the bills: a note, since the basis is another one."""
    if not bases or is_unknown(bases[0].lines_year) or not bases[0].bills_year:
        return
    every = bases[0]
    gap = every.lines_year - every.bills_year
    figures: Figures = {
        "lines": Yearly(every.lines_year, client.currency),
        "bills": Yearly(every.bills_year, client.currency),
        "gap": Yearly(abs(gap), client.currency),
        "share": Percent(gap / every.bills_year, 1, sign=True),
    }
    equal = abs(gap) <= _EQUAL * abs(every.bills_year)
    yield Finding(
        f"solutions.service_lines.basis_{'equal' if equal else 'differs'}{'_year' if whole else ''}",
        figures,
        confidence=0.9,
        internal=True,
    )


def _unlined(lines: Sequence[Row], initiatives: Sequence[Row]) -> Iterator[Finding]:
    known = {row["line"] for row in lines}
    loose = [item for item in initiatives if item["line"] not in known]
    if loose:
        which = Names(tuple(Name(item["id"], item["id"]) for item in loose))
        yield Finding("solutions.service_lines.unlined", {"n": Count(len(loose)), "which": which}, internal=True)
