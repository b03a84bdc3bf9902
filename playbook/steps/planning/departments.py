"""The client's departments that have a say, and which of them a name means.

A department has a say where a contact with a known power works in it or a purchase is decided in it (a contact without
a department is its post). Names are split at commas and "and", and compared without the word department.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.client.model import Client
from playbook.client.rows import Row, ordered
from playbook.units import Name, is_unknown, name_of

__all__ = ["departments_of", "same_unit"]

_SPLIT = re.compile(r"[、，,;；/]|和|与|及|等|\band\b|&")
_FILLER = re.compile(r"\b(?:the|department|dept\.?)\b|部门|部$")


def departments_of(client: Client) -> dict[Name, float]:
    """The departments that have a say, with the highest power of their contacts (NaN: a purchase is decided there,
    nobody's power is known)."""
    units = dict[Name, float]()
    for row in ordered((row for row in client.rows("contacts") if not is_unknown(row["power"])), "contact"):
        unit = _known(units, _department(row) or name_of(row, "role"))
        units[unit] = max(units.get(unit, 0.0), row["power"])
    for row in ordered(
        (row for row in client.rows("decisions") if row["part"] in ("decides", "takes_part")), "decision"
    ):
        department = _department(row)
        if department:
            units.setdefault(_known(units, department), float("nan"))
    return units


def _department(row: Row) -> Name | None:
    department = name_of(row, "department")
    return department if department.zh or department.en else None


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
