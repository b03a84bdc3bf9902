"""Today's service lines: what each brings a year, who contests it, and what we are doing about it.

A line is *contested* where a rival is named on it or one of its initiatives is marked as contested; where neither is
known, nobody knows. It *waits* where it is contested and none of its initiatives starts within the short horizon; it is
a *gap* where it has none. Where nobody has recorded initiatives, or an initiative's line or start is not known, what is
not known to act is not known to wait either.

The lines are on a basis of their own, so their sum is shown beside that of the bills as a note and never reconciled
(:mod:`playbook.steps.solutions.line_bases`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.memory import remembered
from playbook.steps.phrases import worded
from playbook.steps.shares import Total, total_of
from playbook.steps.solutions.line_bases import Basis, bases_of
from playbook.steps.solutions.printed import Yearly
from playbook.steps.solutions.road_map import road_items
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Percent, Printable, bounded, inline, is_unknown, name_of

__all__ = ["ServiceLines", "service_lines"]

_UNKNOWN = float("nan")
#: Lines and bills as close as this are as good as equal.
_EQUAL = 0.0005
Figures = dict[str, Printable]
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
class ServiceLines:
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
def service_lines(client: Client) -> ServiceLines:
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
    bases, whole = bases_of(client, rows) if rows else ((), False)
    status = weakest(row["status"] for row in (*rows, *initiatives))
    findings = _findings(client, rows, initiatives, total=total, basis=(bases, whole)) if rows else ()
    frames = pd.DataFrame(rows, columns=list(_LINE)), pd.DataFrame(initiatives, columns=list(_INITIATIVE))
    return ServiceLines(*frames, total, bases, whole, status, findings)


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


def _findings(
    client: Client,
    lines: Sequence[Row],
    initiatives: Sequence[Row],
    *,
    total: Total,
    basis: tuple[Sequence[Basis], bool],
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


def _basis(client: Client, bases: Sequence[Basis], whole: bool) -> Iterator[Finding]:
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
