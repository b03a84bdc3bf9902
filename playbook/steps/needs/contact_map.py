"""Who decides, and who is for us: the contacts by power and attitude.

A key person has at least the power of assumption `power_high`. A contact's attitude is the latest that is known, from
the contact table or a progress form; the attitude before comes from the latest form that gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import records
from playbook.steps.attitude import attitude_value, doubts, supports
from playbook.steps.findings import Finding
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Number, Printable, inline, is_unknown

__all__ = ["ContactMap", "contact_map"]


@dataclass(frozen=True)
class ContactMap:
    """The contacts, the most powerful first, unknown power last: contact, power (1-5), attitude (grade), value (-2..+2),
    before (grade), before_value, key (True: a key person; None: power unknown), stance (supports, accepts, doubts, None).
    """

    contacts: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


@remembered
def contact_map(client: Client) -> ContactMap:
    """The map of a client's contacts. What is unknown stays unknown: no contact gets an attitude that nobody gave."""
    contacts = client.table("contacts")[["contact", "power", "attitude", "on", "status"]]
    forms = {contact: [row for row in client.rows("progress_roles") if row["contact"] == contact] for contact in contacts["contact"]}
    contacts["attitude"] = [_now(row, forms[row["contact"]]) for row in records(contacts)]
    contacts["before"] = [_latest((row["on"], row["attitude_before"]) for row in forms[contact]) for contact in contacts["contact"]]
    contacts["value"] = contacts["attitude"].map(attitude_value).astype(float)
    contacts["before_value"] = contacts["before"].map(attitude_value).astype(float)
    contacts["key"] = pd.Series(
        [None if pd.isna(power) else power >= client.assume("power_high") for power in contacts["power"]], index=contacts.index, dtype=object
    )
    contacts["stance"] = pd.Series([_stance(grade) for grade in contacts["attitude"]], index=contacts.index, dtype=object)
    contacts = contacts.sort_values(["power", "contact"], ascending=[False, True], na_position="last").reset_index(drop=True)
    status = weakest([*contacts["status"], *(row["status"] for rows in forms.values() for row in rows)])
    return ContactMap(contacts.drop(columns=["on"]), status, _findings(client, contacts) if len(contacts) else ())


def _now(contact: Mapping[str, Any], forms: list[dict[str, Any]]) -> Any:
    """The contact's latest attitude: its own, unless a form is newer or it has none."""
    return _latest([*((row["on"], row["attitude_now"]) for row in forms), (contact["on"], contact["attitude"])])


def _latest(dated: Iterable[tuple[Any, Any]]) -> Any:
    """The latest known value of (date, value), the last of those of one date; what has no date is the earliest."""
    known = [("" if is_unknown(on) else str(on), place, value) for place, (on, value) in enumerate(dated) if not is_unknown(value)]
    return max(known)[2] if known else None


def _stance(grade: Any) -> str | None:
    if is_unknown(grade):
        return None
    return "supports" if supports(grade) else "doubts" if doubts(grade) else "accepts"


def _findings(client: Client, contacts: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 3.8: how many key persons support us, who is to be won, who has moved, and what is not known."""
    names = client.names("contacts")
    return (_support(contacts, names), *_moved(contacts, names), *_unknown(contacts, names))


def _support(contacts: pd.DataFrame, names: dict[str, Name]) -> Finding:
    key = contacts[contacts["key"].eq(True)]
    supporting = key[key["stance"] == "supports"]
    figures: dict[str, Printable] = {"n": Count(len(key)), "support": Count(len(supporting)), "contacts": Count(len(contacts))}
    if key.empty:
        return Finding("needs.no_key_person", "3.8", figures, internal=True)
    doubting = contacts[contacts["stance"] == "doubts"].sort_values(["power", "value", "contact"], ascending=[False, True, True], na_position="last")
    candidates = (
        ("needs.doubter", doubting),
        ("needs.undecided", key[key["stance"] == "accepts"]),
        ("needs.stance_unknown", key[key["stance"].isna()]),
    )
    for rule, rows in candidates:
        if len(rows):
            first = rows.iloc[0]
            figures |= {"who": inline(names[first["contact"]]), "power": Number(first["power"]), "m": Count(len(rows))}
            return Finding(rule, "3.8", figures, confidence=0.6, internal=True)
    return Finding("needs.all_support", "3.8", figures, confidence=0.6, internal=True)


def _moved(contacts: pd.DataFrame, names: dict[str, Name]) -> tuple[Finding, ...]:
    change = contacts["value"] - contacts["before_value"]
    up, down = contacts[change > 0], contacts[change < 0]
    figures: dict[str, Printable] = {
        "up": Count(len(up)),
        "down": Count(len(down)),
        "n": Count(len(up)),
        "which": _shifts(up, names),
        "lost": _shifts(down, names),
    }
    rule = "needs.moved_both" if len(up) and len(down) else "needs.moved_up" if len(up) else "needs.moved_down"
    return (Finding(rule, "3.8", figures, confidence=0.6, internal=True),) if len(up) or len(down) else ()


def _shifts(rows: pd.DataFrame, names: dict[str, Name]) -> Names:
    """Who moved from where to where, as names (`office director C→B`)."""
    moves = [(inline(names[row["contact"]]), f"{row['before']}→{row['attitude']}") for row in records(rows)]
    return Names(tuple(Name(f"{name.zh}{move}", f"{name.en} {move}") for name, move in moves))


def _unknown(contacts: pd.DataFrame, names: dict[str, Name]) -> tuple[Finding, ...]:
    rows = contacts[contacts["power"].isna() | contacts["value"].isna()]
    figures: dict[str, Printable] = {"n": Count(len(rows)), "which": Names(tuple(inline(names[contact]) for contact in rows["contact"]))}
    return (Finding("needs.contacts_unknown", "3.8", figures, internal=True),) if len(rows) else ()
