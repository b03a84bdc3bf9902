"""Who decides, and who is for us: the contacts by power and attitude.

A key person has at least the power of assumption `power_high`. A contact's attitude is the latest that is known, from
the contact table or a progress form; the attitude before comes from the latest form that gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, grouped, ordered
from playbook.steps.attitude import attitude_value, doubts, supports
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Number, Printable, inline, is_unknown

__all__ = ["ContactMap", "contact_map"]

_COLUMNS = ["contact", "power", "attitude", "status", "before", "value", "before_value", "key", "stance"]


@dataclass(frozen=True)
class ContactMap:
    """The contacts, the most powerful first, unknown power last: contact, power (1-5), attitude (grade), value
    (-2..+2), before (grade), before_value, key (True: a key person; None: power unknown), stance (supports, accepts,
    doubts, None).
    """

    contacts: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


@remembered
def contact_map(client: Client) -> ContactMap:
    """The map of a client's contacts. What is unknown stays unknown: no contact gets an attitude that nobody gave."""
    forms, high = grouped(client.rows("progress_roles"), "contact"), client.assume("power_high")
    given = ordered(client.rows("contacts"), "-power", "contact")
    contacts = [_contact(row, forms.get((row["contact"],), ()), high) for row in given]
    status = weakest(row["status"] for contact in given for row in (contact, *forms.get((contact["contact"],), ())))
    frame = frame_of(contacts, _COLUMNS, figures=("power", "value", "before_value"))
    return ContactMap(frame, status, _findings(client, contacts) if contacts else ())


def _contact(row: Row, forms: Sequence[Row], high: float) -> Row:
    attitude, before = _now(row, forms), _latest((form["on"], form["attitude_before"]) for form in forms)
    return {
        "contact": row["contact"],
        "power": row["power"],
        "attitude": attitude,
        "status": row["status"],
        "before": before,
        "value": attitude_value(attitude),
        "before_value": attitude_value(before),
        "key": None if is_unknown(row["power"]) else row["power"] >= high,
        "stance": _stance(attitude),
    }


def _now(contact: Row, forms: Sequence[Row]) -> Any:
    """The contact's latest attitude: its own, unless a form is newer or it has none."""
    return _latest([*((row["on"], row["attitude_now"]) for row in forms), (contact["on"], contact["attitude"])])


def _latest(dated: Iterable[tuple[Any, Any]]) -> Any:
    """The latest known value of (date, value), the last of those of one date; what has no date is the earliest."""
    known = [
        ("" if is_unknown(on) else str(on), place, value)
        for place, (on, value) in enumerate(dated)
        if not is_unknown(value)
    ]
    return max(known)[2] if known else None


def _stance(grade: Any) -> str | None:
    if is_unknown(grade):
        return None
    return "supports" if supports(grade) else "doubts" if doubts(grade) else "accepts"


def _findings(client: Client, contacts: Sequence[Row]) -> tuple[Finding, ...]:
    """How many key persons support us, who is to be won, who has moved, and what is not known."""
    names = client.names("contacts")
    return (_support(contacts, names), *_moved(contacts, names), *_unknown(contacts, names))


def _support(contacts: Sequence[Row], names: dict[str, Name]) -> Finding:
    key = [row for row in contacts if row["key"] is True]
    supporting = [row for row in key if row["stance"] == "supports"]
    figures: dict[str, Printable] = {
        "n": Count(len(key)),
        "support": Count(len(supporting)),
        "contacts": Count(len(contacts)),
    }
    if not key:
        return Finding("needs.contact_map.no_key_person", figures, internal=True)
    doubting = ordered((row for row in contacts if row["stance"] == "doubts"), "-power", "value", "contact")
    candidates = (
        ("needs.contact_map.doubter", doubting),
        ("needs.contact_map.undecided", [row for row in key if row["stance"] == "accepts"]),
        ("needs.contact_map.stance_unknown", [row for row in key if row["stance"] is None]),
    )
    for rule, rows in candidates:
        if rows:
            first = rows[0]
            figures |= {"who": inline(names[first["contact"]]), "power": Number(first["power"]), "m": Count(len(rows))}
            return Finding(rule, figures, confidence=0.6, internal=True)
    return Finding("needs.contact_map.all_support", figures, confidence=0.6, internal=True)


def _moved(contacts: Sequence[Row], names: dict[str, Name]) -> tuple[Finding, ...]:
    up, down = (
        [row for row in contacts if row["value"] > row["before_value"]],
        [row for row in contacts if row["value"] < row["before_value"]],
    )
    figures: dict[str, Printable] = {
        "up": Count(len(up)),
        "down": Count(len(down)),
        "n": Count(len(up)),
        "which": _shifts(up, names),
        "lost": _shifts(down, names),
    }
    rule = (
        "needs.contact_map.moved_both"
        if up and down
        else "needs.contact_map.moved_up"
        if up
        else "needs.contact_map.moved_down"
    )
    return (Finding(rule, figures, confidence=0.6, internal=True),) if up or down else ()


def _shifts(rows: Sequence[Row], names: dict[str, Name]) -> Names:
    """Who moved from where to where, as names (`office director C→B`)."""
    moves = [(inline(names[row["contact"]]), f"{row['before']}→{row['attitude']}") for row in rows]
    return Names(tuple(Name(f"{name.zh}{move}", f"{name.en} {move}") for name, move in moves))


def _unknown(contacts: Sequence[Row], names: dict[str, Name]) -> tuple[Finding, ...]:
    rows = [row for row in contacts if is_unknown(row["power"]) or is_unknown(row["value"])]
    figures: dict[str, Printable] = {
        "n": Count(len(rows)),
        "which": Names(tuple(inline(names[row["contact"]]) for row in rows)),
    }
    return (Finding("needs.contact_map.contacts_unknown", figures, internal=True),) if rows else ()
