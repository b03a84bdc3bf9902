"""Today's service lines beside the bills of the same services: two bases, to be shown and not to be reconciled.

The bills are those of the last twelve months where there is one for each of them, else the base a month times twelve.
A billed service belongs to the line that has its id or whose solutions bring it, else to the line of the only other
billed service that is contested as the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from playbook.client.model import Client
from playbook.client.rows import Row, natural
from playbook.steps.bill_ledger import ledger_of
from playbook.steps.billing import base_of
from playbook.steps.shares import total_of
from playbook.units import Name

__all__ = ["Basis", "bases_of"]

#: Months of a year of bills.
_YEAR = 12


@dataclass(frozen=True)
class Basis:
    """Some lines beside the bills of the same services, in currency a year: two bases, to be shown and not to be
    reconciled."""

    name: Name
    lines: tuple[str, ...]
    lines_year: float
    bills_year: float


def bases_of(client: Client, rows: Sequence[Row]) -> tuple[tuple[Basis, ...], bool]:
    """The lines beside the bills: all together, then each group of lines that share billed services."""
    bills, whole = _billed(client)
    groups = list(_groups(client, rows, list(bills)))
    amounts = {row["line"]: row["revenue_year"] for row in rows}
    every = Basis(Name("", ""), tuple(amounts), total_of(amounts.values()).value, sum(bills.values()))
    parts = [
        Basis(
            _group_name(client, rows, lines, names),
            lines,
            total_of(amounts[line] for line in lines).value,
            sum(bills[name] for name in names),
        )
        for lines, names in groups
    ]
    return (every, *(parts if len(parts) > 1 else ())), whole


def _billed(client: Client) -> tuple[dict[str, float], bool]:
    """What each service was billed in a year: the last twelve months where each has its bills, else the base times
    twelve."""
    base, ledger = base_of(client), ledger_of(client)
    year = range(ledger.last - _YEAR + 1, ledger.last + 1)
    held = [one for one in ledger.series if any(month in one.amounts for month in year)]
    if all(month in one.whole for one in held for month in year):
        sums: dict[str, list[float]] = {}
        for one in held:
            sums.setdefault(one.service, []).extend(one.amounts[month] for month in year)
        billed = {name: round(fsum(amounts), 6) for name, amounts in sums.items()}
        return {name: billed[name] for name in sorted(billed, key=lambda name: (-billed[name], natural(name)))}, True
    return {str(name): round(_YEAR * amount, 6) for name, amount in base.services.items()}, False


def _groups(
    client: Client, rows: Sequence[Row], billed: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Lines and the billed services that they stand for, as far as that is known; each line and each service once."""
    lines_of = {name: _lines_of(client, rows, name) for name in billed}
    contested = {
        name: {row["service"] for row in client.rows("competition_services") if row["bill_service"] == name}
        for name in billed
    }
    for name in [name for name in billed if not lines_of[name]]:
        kin = {
            tuple(lines_of[other])
            for other in billed
            if lines_of[other] and contested[name] and contested[other] == contested[name]
        }
        lines_of[name] = list(kin.pop()) if len(kin) == 1 else []
    taken: dict[tuple[str, ...], list[str]] = {}
    for name in billed:
        if lines_of[name]:
            taken.setdefault(tuple(lines_of[name]), []).append(name)
    lines = [line for group in taken for line in group]
    yield from (
        (group, tuple(names)) for group, names in taken.items() if all(lines.count(line) == 1 for line in group)
    )


def _lines_of(client: Client, rows: Sequence[Row], service: str) -> list[str]:
    if any(row["line"] == service for row in rows):
        return [service]
    brought = {row["line"] for row in client.rows("solutions") if row["service"] == service}
    return [row["line"] for row in rows if row["line"] in brought]


def _group_name(client: Client, rows: Sequence[Row], lines: Sequence[str], services: Sequence[str]) -> Name:
    """A single line goes by its own name, several by that of the billed service."""
    return (
        next(row["name"] for row in rows if row["line"] == lines[0])
        if len(lines) == 1
        else client.market.names("services")[services[0]]
    )
