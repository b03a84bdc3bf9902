"""The history of the relationship: how old the agreement is, what was won and lost since, what comes
next.

Months are counted as numbers, year x 12 + month - 1: the difference of two is months. What lies after the month of the
plan's date is still to come. An agreement whose end is not on file has no known end; it has not ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.months import month_name, month_number, month_of
from playbook.steps.status import weakest
from playbook.units import Count, Name, Printable

__all__ = ["KINDS", "Relationship", "relationship"]

_COLUMNS = ["event", "kind", "start", "end", "status", "coming"]
#: The kinds of events, in the order in which they are shown.
KINDS = ("agreement", "organisation", "win", "loss", "complaint", "contact")


@dataclass(frozen=True)
class Relationship:
    """`events`: event, kind, start and end (months; NaN: none), coming (after the plan's month), status; by start, then
    event.

    `agreement` is the id of the latest agreement, `age` the months since it began, `left` the months to its end
    (negative: it has ended; None: not on file). `upcoming` is the id of the next event, `wait` the months until it.
    """

    events: pd.DataFrame
    agreement: str | None = None
    age: int | None = None
    left: int | None = None
    upcoming: str | None = None
    wait: int | None = None
    status: str = "unknown"
    findings: tuple[Finding, ...] = ()


def relationship(client: Client) -> Relationship:
    """The events in order, the latest agreement, the next event, and what was won and lost since the agreement."""
    today, events = month_number(client.as_of.isoformat()), _events(client)
    past, coming = ([row for row in events if row["coming"] is whether] for whether in (False, True))
    latest = next((row for row in reversed(past) if row["kind"] == "agreement"), None)
    upcoming = coming[0] if coming else None
    result = Relationship(
        pd.DataFrame(events, columns=_COLUMNS),
        latest["event"] if latest else None,
        today - int(latest["start"]) if latest else None,
        int(latest["end"]) - today if latest and known(latest["end"]) else None,
        upcoming["event"] if upcoming else None,
        int(upcoming["start"]) - today if upcoming else None,
        weakest(row["status"] for row in events),
    )
    return replace(result, findings=_findings(client, result, events, past) if events else ())


def _events(client: Client) -> list[Row]:
    """The events in the order in which they begin, their months as numbers."""
    today, rows = month_number(client.as_of.isoformat()), []
    for row in client.rows("events"):
        months = {name: float(month_number(row[name])) if row[name] else float("nan") for name in ("start", "end")}
        rows.append(
            {
                "event": row["event"],
                "kind": row["kind"],
                **months,
                "status": row["status"],
                "coming": months["start"] > today,
            }
        )
    return ordered(rows, "start", "event")


def _findings(client: Client, result: Relationship, rows: Sequence[Row], past: Sequence[Row]) -> tuple[Finding, ...]:
    """The agreement, then what comes, then wins against losses and complaints."""
    names = client.names("events")
    events = {row["event"]: row for row in rows}
    figures: dict[str, Printable] = {"events": Count(len(events))}
    if result.agreement is not None and result.age is not None:
        figures |= {"n": Count(result.age), "since": month_name(month_of(events[result.agreement]["start"]))}
    if result.agreement is not None and result.left is not None:
        figures |= {"left": Count(abs(result.left)), "end": month_name(month_of(events[result.agreement]["end"]))}
    if result.upcoming is not None and result.wait is not None:
        figures |= {
            "next": names[result.upcoming],
            "when": month_name(month_of(events[result.upcoming]["start"])),
            "wait": Count(result.wait),
        }
    since = [row for row in past if result.agreement is None or row["start"] >= events[result.agreement]["start"]]
    rule, counts = _balance(since, names)
    first = Finding(_agreement_rule(client, result), figures | counts, confidence=0.7)
    return (first, *_next(result, events, figures), Finding(rule, figures | counts, confidence=0.5))


def _agreement_rule(client: Client, result: Relationship) -> str:
    if result.agreement is None:
        return "needs.relationship.no_agreement"
    if result.left is not None:
        soon = result.left <= client.assume("horizon_middle_months")
        return (
            "needs.relationship.agreement_ended"
            if result.left < 0
            else "needs.relationship.agreement_ends"
            if soon
            else "needs.relationship.agreement_runs"
        )
    return "needs.relationship.agreement_then" if result.upcoming is not None else "needs.relationship.agreement_old"


def _next(
    result: Relationship, events: Mapping[str, Mapping[Any, Any]], figures: dict[str, Printable]
) -> tuple[Finding, ...]:
    if result.upcoming is None:
        return ()
    kind = events[result.upcoming]["kind"]
    rule = (
        "needs.relationship.next_organisation"
        if kind == "organisation"
        else "needs.relationship.next_agreement"
        if kind == "agreement"
        else "needs.relationship.next_other"
    )
    return (Finding(rule, figures, confidence=0.6),)


def _quoted(name: Name) -> Name:
    """The name of an event inside a sentence: it may be a sentence itself."""
    return Name(f"“{name.zh}”", f"“{name.en}”")


def _balance(since: Sequence[Row], names: dict[str, Name]) -> tuple[str, dict[str, Printable]]:
    """Wins against losses and complaints, since the latest agreement (all of them where there is none)."""
    won, lost, complained = (
        [row["event"] for row in since if row["kind"] == kind] for kind in ("win", "loss", "complaint")
    )
    against = [*lost, *complained]
    figures: dict[str, Printable] = {
        "won": Count(len(won)),
        "lost": Count(len(lost)),
        "complained": Count(len(complained)),
        "against": Count(len(against)),
        "which": several([_quoted(names[event]) for event in against], 2),
    }
    rule = (
        "needs.relationship.balance_none"
        if not won and not against
        else "needs.relationship.balance_bad"
        if len(against) > len(won)
        else "needs.relationship.balance_good"
    )
    return rule, figures
