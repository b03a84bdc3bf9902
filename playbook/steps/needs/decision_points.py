"""Decision points: a department's part in deciding a kind of purchase, whom we know there, and how far they support
us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.client.schema import LEVELS
from playbook.units import Name, is_unknown, name_of

__all__ = ["People", "Point", "gaps_of", "points_of", "support_at", "unseen_at"]

#: Each contact by its id, a row of the contact map.
People = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Point:
    """A department's part in a kind of purchase."""

    decision: str
    purchase: str
    level: str
    department: Name | None
    part: str
    weight: float
    contacts: tuple[str, ...]
    covered: bool | None
    supports: float
    open: bool
    status: str = field(repr=False)


def points_of(client: Client, people: People) -> list[Point]:
    """The rows from the top of the organisation down, each with its contacts and how much of them supports us."""
    return sorted(
        (_point(row, people) for row in client.rows("decisions")),
        key=lambda point: (LEVELS.index(point.level), point.department.en if point.department else "", point.decision),
    )


def _point(row: Row, people: People) -> Point:
    name, ids = name_of(row, "department"), row["contacts"]
    listed = ids if isinstance(ids, tuple | list) else ()
    contacts = tuple(contact for contact in dict.fromkeys(listed) if contact in people)
    covered = None if ids is None else bool(contacts)
    supports, open_ = (float("nan"), True) if covered is None else support_at(contacts, people)
    return Point(
        row["decision"],
        row["purchase"],
        row["level"],
        name if name.zh or name.en else None,
        row["part"],
        row["weight"],
        contacts,
        covered,
        supports,
        open_,
        row["status"],
    )


def support_at(contacts: Sequence[str], people: People, convinced: str = "") -> tuple[float, bool]:
    """The part of a point that supports us, by power, and whether that is only a least; `convinced` is taken to support
    us.

    0 without contacts. Where all stand alike their power does not matter; else it is NaN where a power, or where
    everyone stands, is unknown.
    """
    stances = ["supports" if contact == convinced else people[contact]["stance"] for contact in contacts]
    powers = [people[contact]["power"] for contact in contacts]
    known = [stance for stance in stances if not is_unknown(stance)]
    if len(set(stances)) <= 1 and len(known) == len(stances):
        return float("supports" in stances), False
    if not known or any(map(is_unknown, powers)) or not sum(powers):
        return float("nan"), True
    won = sum(power for power, stance in zip(powers, stances, strict=True) if stance == "supports")
    return won / sum(powers), len(known) < len(stances)


def unseen_at(say: Sequence[Point]) -> int:
    """At how many points whom we know is not on record."""
    return sum(point.covered is None for point in say)


def gaps_of(say: Sequence[Point]) -> list[Point]:
    """Points that decide and where we know nobody: the weightiest first, unknown weights from the top of the
    organisation."""
    rows = [point for point in say if point.part == "decides" and point.covered is False]
    weights = {point.decision: 0.0 if is_unknown(point.weight) else point.weight for point in rows}
    return sorted(rows, key=lambda point: (-weights[point.decision], LEVELS.index(point.level), point.decision))
