"""Today's service lines: what each brings a year, who contests it, and what we are doing about it (exhibit 4.1).

A line is *contested* where a rival is named on it or one of its initiatives is marked as contested; where neither is
known, nobody knows. It *waits* where it is contested and none of its initiatives starts within the short horizon; it is
a *gap* where it has none. Where nobody has recorded initiatives, or an initiative's line or start is not known, what is
not known to act is not known to wait either.

The lines are on a basis of their own, so their sum is shown beside that of the bills as a note and never reconciled:
the bills of the last twelve months where there is one for each of them, else the base a month times twelve. A billed
service belongs to the line that has its id or whose solutions bring it, else to the line of the only other billed
service that is contested as the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, natural
from playbook.steps.bill_ledger import ledger_of
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.shares import Total, total_of
from playbook.steps.solutions.line_findings import line_findings
from playbook.steps.solutions.road_map import road_items
from playbook.steps.status import weakest
from playbook.units import Name, is_unknown, name_of

__all__ = ["Basis", "LineMap", "line_map"]

_UNKNOWN = float("nan")
#: Months of a year of bills.
_YEAR = 12
_LINE = (
    "line",
    "name",
    "revenue_year",
    "share",
    "rivals",
    "strategy",
    "contested",
    "state",
    "sure",
    "initiatives",
    "status",
)
_INITIATIVE = (
    "id",
    "name",
    "line",
    "technical",
    "policy",
    "feasibility",
    "phase",
    "horizon",
    "start_month",
    "contested",
    "status",
)


@dataclass(frozen=True)
class Basis:
    """Some lines beside the bills of the same services, in currency a year: two bases, to be shown and not to be
    reconciled."""

    name: Name
    lines: tuple[str, ...]
    lines_year: float
    bills_year: float


@dataclass(frozen=True)
class LineMap:
    """Today's lines, the largest first, unknown revenue last.

    `lines`: line, name, revenue_year (currency), share (of the known total), rivals and strategy (Name or None),
    contested (True or None: not known), state (acting: an initiative starts within the short horizon; waiting: none
    does; gap: there is none; None: not known), sure (no initiative of its own can be missing), initiatives (ids in the
    order in which they start), status. `initiatives`: id, name, line, technical, policy, feasibility (0-4), phase,
    horizon, start_month, contested, status. `bases` compares them with the bills, all together first; `whole_year` says
    that those are the last twelve months' bills.
    """

    lines: pd.DataFrame
    initiatives: pd.DataFrame
    total: Total
    bases: tuple[Basis, ...]
    whole_year: bool
    status: str
    findings: tuple[Finding, ...]


@remembered
def line_map(client: Client) -> LineMap:
    """The lines of a client with their initiatives."""
    started = [item for item in road_items(client) if item["kind"] == "initiative"]
    sure = client.answered("initiatives") and not any(is_unknown(item["line"]) for item in started)
    rows = [
        _line(row, [item for item in started if item["line"] == row["line"]], sure=sure)
        for row in client.rows("service_lines")
    ]
    rows.sort(
        key=lambda row: (
            is_unknown(row["revenue_year"]),
            0 if is_unknown(row["revenue_year"]) else -row["revenue_year"],
            row["line"],
        )
    )
    total = total_of(row["revenue_year"] for row in rows)
    rows = [{**row, "share": row["revenue_year"] / total.known if total.known > 0 else _UNKNOWN} for row in rows]
    initiatives = [{name: item[name] for name in _INITIATIVE} for item in started]
    bases, whole = _bases(client, rows) if rows else ((), False)
    status = weakest(row["status"] for row in (*rows, *initiatives))
    findings = line_findings(client, rows, initiatives, total=total, basis=(bases, whole)) if rows else ()
    frames = pd.DataFrame(rows, columns=list(_LINE)), pd.DataFrame(initiatives, columns=list(_INITIATIVE))
    return LineMap(*frames, total, bases, whole, status, findings)


def _line(row: Row, own: Sequence[Row], *, sure: bool) -> Row:
    """A line with its initiatives; `sure` says that there can be no others."""
    rivals = not is_unknown(name_of(row, "rivals").en or name_of(row, "rivals").zh)
    contested = True if rivals or any(item["contested"] is True for item in own) else None
    acting, dated = any(item["horizon"] == "short" for item in own), all(item["horizon"] is not None for item in own)
    state = "acting" if acting else None if not (sure and dated) else "waiting" if own else "gap"
    return {
        "line": row["line"],
        "name": name_of(row),
        "revenue_year": row["revenue_year"],
        "contested": contested,
        "rivals": name_of(row, "rivals") if rivals else None,
        "strategy": None if is_unknown(row["strategy"]) else name_of(row, "strategy"),
        "state": state,
        "sure": sure,
        "initiatives": tuple(item["id"] for item in own),
        "status": row["status"],
    }


def _bases(client: Client, rows: Sequence[Row]) -> tuple[tuple[Basis, ...], bool]:
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
