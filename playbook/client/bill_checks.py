"""Checks of bills and contracts: what would make the base count an amount twice, or not at all."""

from __future__ import annotations

from math import fsum, isclose

from playbook.client.conflicts import cycles
from playbook.client.frames import Rows
from playbook.client.periods import first_day, last_day
from playbook.client.rows import grouped
from playbook.client.source import Source
from playbook.messages import said

__all__ = ["check_bills", "check_contracts"]

#: From how many other bills on it is no chance that one is their sum: where it alone has no contract, and elsewhere.
_FEW, _MANY = 2, 3


def check_bills(source: Source, bills: Rows) -> None:
    """Periods that end before they begin, a contract's service that is billed twice for a day, totals among them,
    credits that do not take away."""
    dated = [row for row in bills if None not in (row["from"], row["to"])]
    _check_ends(source, "bills", dated, ends=("from", "to"))
    for row in (row for row in bills if row["credit"] and row["amount_month"] > 0):
        expected = said("an amount of at most 0: a credit takes away (what adds to a bill is part of it)")
        source.fault_in("bills", row, "amount_month", expected, value=f"{row['amount_month']:g}")
    billed = [row for row in dated if row["service"] is not None and not row["credit"]]
    _warn_of_totals(source, billed)
    for lines in grouped(billed, "contract", "service").values():
        _check_overlaps(source, sorted(lines, key=lambda row: (first_day(row["from"]), row["row"])))


def _check_overlaps(source: Source, lines: Rows) -> None:
    """Bills of one contract's service, by their first day; two of the very same period have a fault of their own, that
    of their key."""
    before = lines[0]
    for after in lines[1:]:
        same = (after["from"], after["to"]) == (before["from"], before["to"])
        if first_day(after["from"]) <= last_day(before["to"]) and not same:
            expected = said("a period that does not overlap row {other}", other=before["row"])
            source.fault_in(
                "bills", after, "from", expected, mend=said("a credit to that bill is marked in column credit")
            )
        before = max(before, after, key=lambda row: last_day(row["to"]))


def _warn_of_totals(source: Source, billed: Rows) -> None:
    """Name each bill that is worth as much as all the others of its period: a total whose row does not say so counts
    them twice."""
    for lines in grouped(billed, "from", "to").values():
        half, others = fsum(row["amount_month"] for row in lines) / 2, len(lines) - 1
        for row in (row for row in lines if half and isclose(row["amount_month"], half)):
            alone = row["contract"] is None and all(other["contract"] for other in lines if other is not row)
            if others >= (_FEW if alone else _MANY):
                expected = said(
                    "a bill, not a total: the {others} others from {first} to {last} add up to the same",
                    others=others,
                    first=row["from"],
                    last=row["to"],
                )
                source.warn(
                    "bills.looks_like_total",
                    "bills.csv",
                    expected,
                    row=row["row"],
                    column="amount_month",
                    value=f"{row['amount_month']:g}",
                )


def check_contracts(source: Source, contracts: Rows) -> None:
    """Contracts that end before they begin, and that take over from themselves."""
    dated = [row for row in contracts if None not in (row["begins"], row["ends"])]
    _check_ends(source, "contracts", dated, ends=("begins", "ends"))
    known = {row["contract"]: row for row in contracts if row["contract"] is not None}
    replaced = {
        row["contract"]: [row["replaces"]] for row in contracts if {row["contract"], row["replaces"]} <= known.keys()
    }
    for circle in cycles(replaced):
        expected = said("no circle: a contract takes over from an earlier one")
        source.fault_in("contracts", known[circle[0]], "replaces", expected, value=" -> ".join(circle))


def _check_ends(source: Source, table: str, rows: Rows, *, ends: tuple[str, str]) -> None:
    first, last = ends
    for row in (row for row in rows if first_day(row[first]) > last_day(row[last])):
        source.fault_in(table, row, last, said("not less than {first} ({value})", first=first, value=row[first]))
