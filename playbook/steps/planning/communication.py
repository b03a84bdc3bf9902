"""Who talks to whom how often, against what the team can keep up (exhibit 6.2).

A row of the communication plan is so many contacts a year: its times in a period x the periods of a year (week 52,
month 12, quarter 4, year 1, once 1), at least and at most. Per audience and per member they are added up. A frequency
that nobody has given is unknown: a sum with one is "at least". A member can keep up contacts_month x 12 a year: *too
many* where even the least is more, *may be too many* where only the most is, with *room* where even the most is less.

A department has a say where a contact with a known power works in it or a purchase is decided in it (a contact without
a department is its post). It is *reached* where an audience has its name: names are split at commas and "and", and
compared without the word department.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered
from playbook.steps.findings import Finding
from playbook.steps.phrases import worded
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import (
    BOUNDS,
    UNKNOWN,
    Count,
    Lang,
    Name,
    Number,
    Percent,
    Printable,
    bounded,
    inline,
    is_unknown,
    name_of,
)

__all__ = ["PERIODS", "Communication", "Range", "communication_of", "same_unit"]

#: How often a period comes in a year.
PERIODS = {"week": 52, "month": 12, "quarter": 4, "year": 1, "once": 1}
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
_SPLIT = re.compile(r"[、，,;；/]|和|与|及|等|\band\b|&")
_FILLER = re.compile(r"\b(?:the|department|dept\.?)\b|部门|部$")


@dataclass(frozen=True)
class Range:
    """A least and a most, whole: one number where they are the same. Where one end is unknown only the other is said.

    >>> (
    ...     Range(52, 104).printed("en"),
    ...     Range(4, 4).printed("en"),
    ...     Range(52, float("nan")).printed("en"),
    ...     Range(float("nan"), 104).printed("zh"),
    ... )
    ('52–104', '4', 'at least 52', '最多104')
    """

    low: float
    high: float

    def printed(self, lang: Lang) -> str:
        """`52–104`."""
        if is_unknown(self.low) or is_unknown(self.high):
            end, side = (self.high, "at_most") if is_unknown(self.low) else (self.low, "at_least")
            return UNKNOWN[lang] if is_unknown(end) else BOUNDS[side][lang] + Number(end).printed(lang)
        texts = dict.fromkeys(Number(value).printed(lang) for value in (self.low, self.high))
        return "–".join(texts)


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
    found = _findings(rows, audiences, members) if rows else ()
    return Communication(
        pd.DataFrame(rows, columns=_ROWS),
        pd.DataFrame(audiences, columns=_AUDIENCES),
        pd.DataFrame(members, columns=_MEMBERS),
        unassigned,
        status,
        found,
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
            "low": _a_year(row["times_low"], row["per"]),
            "high": _a_year(row["times_high"], row["per"]),
            "message": _text(row, "message"),
            "expected": _text(row, "expected"),
        }
        for row in ordered(client.rows("communications"), "communication")
    ]


def _a_year(times: float, per: str | None) -> float:
    return float("nan") if is_unknown(times) or per not in PERIODS else float(times * PERIODS[per])


def _text(row: Mapping[Any, Any], field: str) -> Name | None:
    text = name_of(row, field)
    return text if text.zh or text.en else None


def _sums(rows: Sequence[Mapping[Any, Any]]) -> dict[str, Any]:
    """The contacts a year of some rows: what is known of the least and of the most, and how many rows are not known
    whole."""
    low, high = (total_of(row[end] for row in rows) for end in ("low", "high"))
    unknown = sum(is_unknown(row["low"]) or is_unknown(row["high"]) for row in rows)
    ends = {
        "least": low.known if low.known or not low.unknown else _UNKNOWN,
        "most": _UNKNOWN if high.unknown else high.known,
    }
    return {"low": low.known, "high": max(high.known, low.known), **ends, "unknown": unknown, "rows": len(rows)}


def _audiences(client: Client, rows: list[Row]) -> list[Row]:
    units, found = _units(client), []
    for (audience,), own in grouped(rows, "audience").items():
        powers = [power for unit, power in units.items() if same_unit(unit, audience) and not is_unknown(power)]
        found.append(
            {"audience": audience, **_sums(own), "share": _share(own, rows), "power": max(powers, default=float("nan"))}
        )
    found.sort(key=lambda row: (-row["high"], -row["low"], row["audience"].en, row["audience"].zh))
    missed = [
        (unit, power) for unit, power in units.items() if not any(same_unit(unit, row["audience"]) for row in found)
    ]
    missed.sort(key=lambda pair: (-(0 if is_unknown(pair[1]) else pair[1]), pair[0].en))
    found += [{"audience": unit, **_NOTHING, "share": 0.0, "power": power} for unit, power in missed]
    return found


def _share(own: Sequence[Mapping[Any, Any]], rows: Sequence[Mapping[Any, Any]]) -> float:
    """The part of all counted contacts, between the least and the most; NaN where nothing is known of it."""
    part, whole = _sums(own), _sums(rows)
    if whole["unknown"]:
        return _UNKNOWN
    return float((part["low"] + part["high"]) / (whole["low"] + whole["high"])) if whole["high"] else _UNKNOWN


def _units(client: Client) -> dict[Name, float]:
    """The departments that have a say, with the highest power of their contacts (NaN: a purchase is decided there,
    nobody's power is known)."""
    units = dict[Name, float]()
    for row in ordered((row for row in client.rows("contacts") if not is_unknown(row["power"])), "contact"):
        unit = _known(units, _text(row, "department") or name_of(row, "role"))
        units[unit] = max(units.get(unit, 0.0), row["power"])
    for row in ordered(
        (row for row in client.rows("decisions") if row["part"] in ("decides", "takes_part")), "decision"
    ):
        department = _text(row, "department")
        if department:
            units.setdefault(_known(units, department), float("nan"))
    return units


def _known(units: Iterable[Name], unit: Name) -> Name:
    """The unit as it is already there, else as it is."""
    return next((known for known in units if same_unit(known, unit)), unit)


def same_unit(unit: Name, audience: Name) -> bool:
    """Is the audience, or one of the parts that its name lists, this unit?

    >>> same_unit(Name("财务部", "Finance department"), Name("财务等部门", "Finance and other departments"))
    True
    >>> same_unit(Name("办公室", "Office"), Name("总公司办公室", "Head office"))
    False
    """
    twins = ((unit.zh, audience.zh), (unit.en, audience.en))
    return any(
        _core(own) in {_core(part) for part in _SPLIT.split(other.casefold())} for own, other in twins if _core(own)
    )


def _core(text: str) -> str:
    return _FILLER.sub("", text.casefold().strip()).strip()


def _members(client: Client, rows: list[Row]) -> list[Row]:
    names, found, free = client.names("team"), [], any(row["member"] is None for row in rows)
    for row in client.rows("team"):
        own = [line for line in rows if line["member"] == row["member"]]
        sums = _sums(own) if len(own) else _NOTHING
        capacity = float(row["contacts_month"] * 12)
        verdict = _verdict(sums, capacity, free=free)
        found.append(
            {"member": row["member"], "name": names[row["member"]], **sums, "capacity": capacity, "verdict": verdict}
        )
    return found


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


def _findings(rows: list[Row], audiences: list[Row], members: list[Row]) -> tuple[Finding, ...]:
    """Exhibit 6.2: can the team keep it up; who has a say and is not reached; what the plan does not say."""
    missed = [row for row in audiences if row["rows"] == 0]
    return (_load(rows, audiences, members), *_missed(missed, members), *_capacity(members), *_unknown(rows))


def _figures(rows: list[Row], audiences: list[Row]) -> dict[str, Printable]:
    sums, first = _sums(rows), audiences[0]
    return {
        "range": Range(sums["least"], sums["most"]),
        "audiences": Count(sum(row["rows"] > 0 for row in audiences)),
        "top": inline(first["audience"]),
        "share": Percent(float(first["share"]), 0),
        "top_range": Range(first["least"], first["most"]),
        **_weight(first),
    }


def _weight(row: Row) -> dict[str, Printable]:
    """How much of the plan an audience is, as a phrase; nothing is said of it where that is not known."""
    if is_unknown(row["share"]):
        return {"weight": Name("", ""), "mostly": Name("", "")}
    share = Percent(float(row["share"]), 0)
    return {
        "weight": worded("planning.programmes.weight", share=share),
        "mostly": worded("planning.programmes.mostly", share=share, top=inline(row["audience"])),
    }


def _load(rows: list[Row], audiences: list[Row], members: list[Row]) -> Finding:
    """The title: the member with most too much, else what is asked of the team that can keep it up, or that nobody has
    said it can."""
    figures = _figures(rows, audiences)
    for verdict in ("too_many", "may_be"):
        over = [row for row in members if row["verdict"] == verdict]
        if over:
            worst = min(
                over, key=lambda row: (row["capacity"] - row["low"], row["capacity"] - row["high"], row["member"])
            )
            figures |= _member(worst) | {"n": Count(len(over))}
            return Finding(f"planning.communication.contacts_{verdict}", figures, confidence=0.7, internal=True)
    if not _sums(rows)["high"]:
        return Finding("planning.communication.contacts_unknown", figures | {"n": Count(len(rows))}, internal=True)
    asked = [row for row in members if row["rows"] > 0]
    unknown = sum(row["verdict"] == "unknown" for row in asked)
    rule = "planning.communication.contacts_open" if unknown or not asked else "planning.communication.contacts_kept_up"
    return Finding(rule, figures | {"n": Count(unknown)}, confidence=0.6, internal=True)


def _member(row: Any) -> dict[str, Printable]:
    """A member's contacts a year; what is over its capacity only where that is known."""
    low, high, capacity = float(row["low"]), float(row["high"]), float(row["capacity"])
    figures: dict[str, Printable] = {
        "who": inline(row["name"]),
        "who_range": Range(row["least"], row["most"]),
        "who_high": Number(high),
    }
    if is_unknown(capacity):
        return figures
    over: dict[str, Printable] = {
        "excess": bounded(Number(low - capacity), "at_least" if row["unknown"] else "exact"),
        "most": bounded(Number(high - capacity), "at_least" if row["unknown"] else "exact"),
        "off": Range(max(low - capacity, 0.0), _UNKNOWN if is_unknown(row["most"]) else row["most"] - capacity),
    }
    return figures | {"capacity": Number(capacity)} | over


def _missed(missed: list[Row], members: list[Row]) -> tuple[Finding, ...]:
    """The units with a say that no row reaches, and who has room to talk to them."""
    if not missed:
        return ()
    first, room = missed[0], [row for row in members if row["verdict"] == "room"]
    figures: dict[str, Printable] = {"n": Count(len(missed)), "unit": inline(first["audience"])}
    figures |= {} if is_unknown(first["power"]) else {"power": Number(float(first["power"]))}
    if room:
        best = min(room, key=lambda row: (row["high"] - row["capacity"], row["member"]))
        figures |= {"helper": inline(best["name"]), "room": Number(best["capacity"] - best["high"])}
    power = "unit" if is_unknown(first["power"]) else "power"
    return (
        Finding(
            f"planning.communication.missed_{power}" + ("_helped" if room else ""),
            figures,
            confidence=0.6,
            internal=True,
        ),
    )


def _capacity(members: list[Row]) -> tuple[Finding, ...]:
    """Members with contacts to keep up, of whom nobody has said how many they can."""
    asked = [row for row in members if row["rows"] > 0 and is_unknown(row["capacity"])]
    if not asked:
        return ()
    most = min(asked, key=lambda row: (-row["high"], row["member"]))
    return (
        Finding("planning.communication.capacity_unknown", _member(most) | {"n": Count(len(asked))}, internal=True),
    )


def _unknown(rows: list[Row]) -> tuple[Finding, ...]:
    """Rows without a frequency, and rows that nobody of the team has."""
    frequency = sum(is_unknown(row["low"]) or is_unknown(row["high"]) for row in rows)
    unassigned = sum(row["member"] is None for row in rows)
    if not frequency and not unassigned:
        return ()
    rule = (
        "planning.communication.rows_unassigned"
        if not frequency
        else "planning.communication.rows_unknown"
        if not unassigned
        else "planning.communication.rows_open"
    )
    figures: dict[str, Printable] = {
        "n": Count(frequency or unassigned),
        "frequency": Count(frequency),
        "unassigned": Count(unassigned),
    }
    return (Finding(rule, figures | {"all": Count(len(rows))}, internal=True),)
