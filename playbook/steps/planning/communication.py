"""Who talks to whom how often, against what the team can keep up (exhibit 6.2).

The plan's contacts a year (:mod:`playbook.steps.planning.contact_counts`) are added up per audience and per member. A
member can keep up contacts_month x 12 a year: *too many* where even the least is more, *may be too many* where only the
most is, with *room* where even the most is less.

A department that has a say (`departments` beside it) is *reached* where an audience has its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered
from playbook.steps.findings import Finding
from playbook.steps.planning.communication_findings import communication_findings
from playbook.steps.planning.contact_counts import a_year, sums_of
from playbook.steps.planning.departments import departments_of, same_unit
from playbook.steps.status import weakest
from playbook.units import Name, is_unknown, name_of

__all__ = ["Communication", "communication_of"]

_ROWS = [
    "communication",
    "programme",
    "channel",
    "audience",
    "member",
    "member_name",
    "per",
    "times_low",
    "times_high",
    "low",
    "high",
    "message",
    "expected",
    "status",
]
_UNKNOWN = float("nan")
#: What an audience or a member without a row has.
_NOTHING = {"low": 0.0, "high": 0.0, "least": 0.0, "most": 0.0, "unknown": 0, "rows": 0}
_AUDIENCES = ["audience", "low", "high", "least", "most", "unknown", "rows", "share", "power"]
_MEMBERS = ["member", "name", "low", "high", "least", "most", "unknown", "rows", "capacity", "verdict"]


@dataclass(frozen=True)
class Communication:
    """`rows`: the plan's rows with low and high (contacts a year, NaN unknown), names as Name, message and expected
    (Name or None).

    `audiences`, most contacts first: audience (Name), low, high (sums over what is known), least (NaN where nothing of
    it is known), most (NaN where a part is unknown), unknown (rows without a frequency), rows, share (of the middle
    between low and high), power (the highest of its contacts, NaN unknown); those that have a say and no row stand
    last. `members`: member, name, low, high, unknown, rows, capacity (a year, NaN unknown), verdict (too_many, may_be,
    fits, room, unknown). `unassigned` rows have no member.
    """

    rows: pd.DataFrame
    audiences: pd.DataFrame
    members: pd.DataFrame
    unassigned: int
    status: str
    findings: tuple[Finding, ...]


def communication_of(client: Client) -> Communication:
    """The communication plan of a client."""
    rows = _rows(client)
    audiences, members = _audiences(client, rows), _members(client, rows)
    unassigned = sum(row["member"] is None for row in rows)
    tables = ("communications", "team", "contacts")
    status = weakest([status for table in tables for status in client.column(table, "status")]) if rows else "unknown"
    findings = communication_findings(rows, audiences, members) if rows else ()
    return Communication(
        pd.DataFrame(rows, columns=_ROWS),
        pd.DataFrame(audiences, columns=_AUDIENCES),
        pd.DataFrame(members, columns=_MEMBERS),
        unassigned,
        status,
        findings,
    )


def _rows(client: Client) -> list[Row]:
    team = client.names("team")
    return [
        {
            **{
                name: row[name]
                for name in ("communication", "programme", "member", "per", "times_low", "times_high", "status")
            },
            "channel": name_of(row, "channel"),
            "audience": name_of(row, "audience"),
            "member_name": team.get(row["member"]),
            "low": a_year(row["times_low"], row["per"]),
            "high": a_year(row["times_high"], row["per"]),
            "message": _text(row, "message"),
            "expected": _text(row, "expected"),
        }
        for row in ordered(client.rows("communications"), "communication")
    ]


def _text(row: Row, field: str) -> Name | None:
    text = name_of(row, field)
    return text if text.zh or text.en else None


def _audiences(client: Client, rows: list[Row]) -> list[Row]:
    """The audiences of the plan, the most contacts first, then the departments that have a say and no row."""
    departments = departments_of(client)
    reached: list[Row] = [
        {
            "audience": audience,
            **sums_of(own),
            "share": _share(own, rows),
            "power": max(_powers(departments, audience), default=_UNKNOWN),
        }
        for (audience,), own in grouped(rows, "audience").items()
    ]
    missed: list[Row] = [
        {"audience": department, **_NOTHING, "share": 0.0, "power": power}
        for department, power in departments.items()
        if not any(same_unit(department, row["audience"]) for row in reached)
    ]
    reached.sort(key=lambda row: (-row["high"], -row["low"], row["audience"].en, row["audience"].zh))
    missed.sort(key=lambda row: (-(0 if is_unknown(row["power"]) else row["power"]), row["audience"].en))
    return [*reached, *missed]


def _powers(departments: Mapping[Name, float], audience: Name) -> list[float]:
    """The known powers of the departments that an audience's name means."""
    named = (power for department, power in departments.items() if same_unit(department, audience))
    return [power for power in named if not is_unknown(power)]


def _share(own: Sequence[Mapping[Any, Any]], rows: Sequence[Mapping[Any, Any]]) -> float:
    """The part of all counted contacts, between the least and the most; NaN where nothing is known of it."""
    part, whole = sums_of(own), sums_of(rows)
    if whole["unknown"]:
        return _UNKNOWN
    return float((part["low"] + part["high"]) / (whole["low"] + whole["high"])) if whole["high"] else _UNKNOWN


def _members(client: Client, rows: list[Row]) -> list[Row]:
    names, free = client.names("team"), any(row["member"] is None for row in rows)
    members = []
    for row in client.rows("team"):
        own = [line for line in rows if line["member"] == row["member"]]
        sums, capacity = sums_of(own) if own else _NOTHING, float(row["contacts_month"] * 12)
        verdict = _verdict(sums, capacity, free=free)
        members.append(
            {"member": row["member"], "name": names[row["member"]], **sums, "capacity": capacity, "verdict": verdict}
        )
    return members


def _verdict(sums: Mapping[str, Any], capacity: float, *, free: bool) -> str:
    """Whether a member can keep it up; while rows are `free` (nobody has said whose they are) nobody knows who has
    room."""
    if is_unknown(capacity):
        return "unknown"
    if sums["low"] > capacity:
        return "too_many"
    if sums["high"] > capacity:
        return "may_be"
    return "unknown" if sums["unknown"] or free else "room" if sums["high"] < capacity else "fits"
