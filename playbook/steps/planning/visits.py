"""Visits at the plan's date: due, overdue and done, and the form of the next one (exhibit 6.3).

A visit is *done* from the day on which it took place. Without such a day it is *overdue* where its date lies before the
plan's: that it took place nobody has written down, and whether it did has to be asked. Else it is *due* within the next
14 days, and *later* after that. A visit without a date is *undated*. The form shown is that of the next visit; where
none is ahead, that of the latest one that is overdue, else of the latest one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, natural, ordered
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.status import weakest
from playbook.units import Count, Day, Name, Names, Printable, inline, is_unknown, name_of

__all__ = ["STATES", "Visits", "visit_state", "visits_of"]

STATES = ("overdue", "due", "later", "undated", "done")
_TEXTS = ("situation", "manner", "points", "cautions", "result")
_COLUMNS = [
    "visit",
    "planned_on",
    "member",
    "member_name",
    "date",
    "time",
    "contacts",
    "whom",
    *_TEXTS,
    "done_on",
    "state",
    "status",
]


@dataclass(frozen=True)
class Visits:
    """The visits by date, undated last: visit, planned_on, member, member_name (Name or None), date, time, contacts
    (ids), whom (Names or None), situation, manner, points, cautions, result (Name or None), done_on, state (one of
    STATES), status. `shown` is the number of the visit whose form is shown (None where there is no visit); `missed` are
    the key people whom no visit is known to be to, None where that cannot be told.
    """

    visits: pd.DataFrame
    shown: str | None
    missed: tuple[Name, ...] | None
    status: str
    findings: tuple[Finding, ...]


def visits_of(client: Client) -> Visits:
    """The visits of a client at the plan's date."""
    team, people = client.names("team"), client.names("contacts")
    due: dict[str, Any] = {"as_of": client.as_of, "due_days": client.assume("visit_due_days")}
    rows = [
        _row(row, team, people) | {"state": visit_state(row["date"], row["done_on"], **due)}
        for row in client.rows("visits")
    ]
    rows.sort(key=lambda row: (row["date"] or date.max, str(row["time"] or "").rjust(5, "0"), natural(row["visit"])))
    frame = pd.DataFrame(rows, columns=_COLUMNS, dtype=object)
    shown, missed = _shown(rows), _missed(client, rows)
    return Visits(frame, shown, missed, weakest(frame["status"]), _findings(rows, shown, missed) if rows else ())


def _row(row: Row, team: dict[str, Name], people: dict[str, Name]) -> Row:
    texts = {field: name_of(row, field) for field in _TEXTS}
    contacts = () if is_unknown(row["contacts"]) else row["contacts"]
    whom = Names(tuple(people[contact] for contact in contacts)) if contacts else None
    return {
        **{name: row[name] for name in ("visit", "planned_on", "member", "date", "time", "done_on", "status")},
        "member_name": team.get(row["member"]),
        "contacts": contacts,
        "whom": whom,
        **{field: text if text.zh or text.en else None for field, text in texts.items()},
    }


def visit_state(day: date | None, done_on: date | None, *, as_of: date, due_days: float) -> str:
    """The state of a visit at a date: done, overdue, due (within `due_days`), later or undated.

    >>> visit_state(date(2003, 1, 15), None, as_of=date(2003, 1, 23), due_days=14)
    'overdue'
    """
    if done_on is not None and done_on <= as_of:
        return "done"
    if day is None:
        return "undated"
    if day < as_of:
        return "overdue"
    return "due" if day <= as_of + timedelta(days=due_days) else "later"


def _ahead(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["state"] in ("due", "later")]


def _shown(rows: list[Row]) -> str | None:
    """The next visit, else the latest overdue one, else the latest."""
    overdue = [row for row in rows if row["state"] == "overdue"]
    row = next(iter(_ahead(rows)), overdue[-1] if overdue else rows[-1] if rows else None)
    return None if row is None else str(row["visit"])


def _missed(client: Client, rows: list[Row]) -> tuple[Name, ...] | None:
    """The key people, the most powerful first, whom no visit is to; None where a visit does not say to whom it is."""
    if any(not row["contacts"] for row in rows):
        return None
    visited = {contact for row in rows for contact in row["contacts"]}
    names, high = client.names("contacts"), client.assume("power_high")
    key = ordered((row for row in client.rows("contacts") if row["power"] >= high), "-power", "contact")
    return tuple(names[row["contact"]] for row in key if row["contact"] not in visited)


def _findings(rows: list[Row], shown: str | None, missed: tuple[Name, ...] | None) -> tuple[Finding, ...]:
    """The next visit and what is overdue; what to confirm; whom no visit is to."""
    overdue = [row for row in rows if row["state"] == "overdue"]
    form = next(row for row in rows if row["visit"] == shown)
    return (_title(rows, form, overdue), *_confirm(overdue), *_plan_next(rows), *_whom(rows, missed), *_cautions(form))


def _title(rows: list[Row], form: Row, overdue: list[Row]) -> Finding:
    ahead = bool(_ahead(rows))
    counts = {state: sum(row["state"] == state for row in rows) for state in STATES}
    figures: dict[str, Printable] = {
        "n": Count(len(overdue)),
        "all": Count(len(rows)),
        "visit": Name(form["visit"], form["visit"]),
    }
    if form["date"] is not None:
        figures |= {"day": Day(form["date"])}
    if ahead:
        timed = not is_unknown(form["time"])
        figures |= {"time": Name(str(form["time"]), str(form["time"]))} if timed else {}
        rule = ("next_overdue" if overdue else "next_only") + ("" if timed else "_day")
    else:
        rule = "none_next_overdue" if overdue else "visits_undated" if counts["undated"] else "visits_done"
        figures |= {"n": Count(len(overdue) or len(rows))}
    return Finding(f"planning.visits.{rule}", figures, confidence=0.8, internal=True)


def _confirm(overdue: list[Row]) -> tuple[Finding, ...]:
    """The oldest visit whose date is past without a record of it."""
    if not overdue:
        return ()
    first = overdue[0]
    figures: dict[str, Printable] = {
        "n": Count(len(overdue)),
        "visit": Name(first["visit"], first["visit"]),
        "day": Day(first["date"]),
    }
    if first["whom"] is None:
        return (Finding("planning.visits.confirm_visit", figures, confidence=0.8, internal=True),)
    return (
        Finding(
            "planning.visits.confirm_visit_to",
            figures | {"whom": _in_sentence(first["whom"])},
            confidence=0.8,
            internal=True,
        ),
    )


def _plan_next(rows: list[Row]) -> tuple[Finding, ...]:
    if _ahead(rows):
        return ()
    return (Finding("planning.visits.plan_next", {"n": Count(len(rows))}, confidence=0.7, internal=True),)


def _whom(rows: list[Row], missed: tuple[Name, ...] | None) -> tuple[Finding, ...]:
    """The key people whom no visit is to, or the visits that do not say to whom they are."""
    if missed is None:
        count = sum(not row["contacts"] for row in rows)
        return (Finding("planning.visits.whom_unknown", {"n": Count(count)}, internal=True),)
    if not missed:
        return ()
    names = several([inline(name) for name in missed])
    return (
        Finding(
            "planning.visits.key_unvisited",
            {"n": Count(len(missed)), "who": names},
            confidence=0.6,
            internal=True,
        ),
    )


def _cautions(form: Row) -> tuple[Finding, ...]:
    """What to mind at the visit, in the form's own words."""
    if form["cautions"] is None or form["state"] == "done":
        return ()
    figures: dict[str, Printable] = {"text": inline(form["cautions"]), "visit": Name(form["visit"], form["visit"])}
    return (Finding("planning.visits.mind", figures, confidence=0.6, internal=True),)


def _in_sentence(names: Names) -> Names:
    return Names(tuple(inline(name) for name in names.values))
