"""People at the client: contacts, who decides what, the history of the relationship, and what staff spend themselves.

Contacts go by their posts. A larger client has more of them. Attitudes lie around B and C; of some an earlier one is on
file, a little worse or better. Each kind of purchase has its departments and weights; employees' spend follows the
number of staff and the mobile rivals.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from playbook.client.schema import ATTITUDES
from playbook.synth.draw import chance, month_end, pick, tidy, within
from playbook.synth.outline import Outline, Person, Rows
from playbook.synth.words import count_of, named, said, words
from playbook.units import Name, inline

__all__ = ["department", "people", "people_of", "thresholds"]

_LETTERS = {"A": 1, "B": 4, "C": 4, "D": 2, "E": 0.4}


def people_of(outline: Outline) -> tuple[Person, ...]:
    """The contacts: five at a small client, all nine at a large one."""
    draw, listed = outline.draw("people"), words("people")["contacts"]
    count = min(len(listed), 5 + int(outline.size**0.35) + draw.randint(0, 1))
    return tuple(_person(draw, outline, row) for row in listed[:count])


def _person(draw: Random, outline: Outline, row: list[Any]) -> Person:
    identifier, zh, en, desk, power = row
    role = said([zh, en], work=inline(named(outline.trade["work"])))
    now = ATTITUDES.index(pick(draw, _LETTERS) + draw.choice(["+", "", "", "-"]))
    earlier = now + draw.choice([-1, 1, 1, 2, 3])
    before = ATTITUDES[min(len(ATTITUDES) - 1, max(0, earlier))] if chance(draw, 0.4) else None
    return Person(identifier, role, desk, max(1, min(5, power + draw.choice([-1, 0, 0, 0]))), ATTITUDES[now], before)


def department(outline: Outline, desk: str) -> Name:
    """A department's name; the client's own line of work is its industry's."""
    return named(outline.trade["work"]) if desk == "work" else named(words("people")["departments"][desk])


def thresholds(outline: Outline) -> dict[str, Name]:
    """The amounts a year up to which purchases are decided lower down, and the currency in words."""
    low = tidy(max(3000, 1.2 * outline.revenue_month / outline.level) * outline.level * 0.5, 1)
    return {"low": count_of(low), "high": count_of(low * 10), "money": named(outline.city["money"])}


def people(outline: Outline) -> dict[str, Rows]:
    """The tables contacts, purchases, decisions, events and staff_spend."""
    purchases = {
        key: row for key, row in words("people")["purchases"].items() if key != "mobile" or "mobile" in outline.shares
    }
    return {
        "contacts": list(_contacts(outline)),
        "purchases": [
            {"purchase": key, "name": said(row["name"], **thresholds(outline))} for key, row in purchases.items()
        ],
        "decisions": [row for key, purchase in purchases.items() for row in _says(outline, key, purchase["say"])],
        "events": list(_events(outline)),
        "staff_spend": list(_staff(outline)),
    }


def _contacts(outline: Outline) -> Iterator[dict[str, Any]]:
    for person in outline.people:
        row = {
            "contact": person.id,
            "role": person.role,
            "department": department(outline, person.desk),
            "power": person.power,
        }
        if person.before:
            yield row | {"attitude": person.before, "on": month_end(outline.as_of, 7)}
        yield row | {"attitude": person.attitude}


def _says(outline: Outline, purchase: str, says: list[list[Any]]) -> Iterator[dict[str, Any]]:
    for desk, level, part, weight in says:
        contacts = tuple(person.id for person in outline.people if person.desk == desk)
        yield {
            "decision": f"{purchase}-{desk}",
            "purchase": purchase,
            "level": level,
            "department": department(outline, desk),
            "part": part,
            "weight": weight,
            "contacts": contacts,
        }


def _events(outline: Outline) -> Iterator[dict[str, Any]]:
    """The history: agreements always, the rest as often as not; a loss only where a rival is in service."""
    draw, lost = outline.draw("events"), any(threat.stage == "in_service" for threat in outline.threats)
    for identifier, zh, en, kind, low, high, lasts in words("people")["events"]:
        back = draw.randint(low, high)
        if lost if kind == "loss" else kind == "agreement" or chance(draw, 0.7):
            yield {
                "event": identifier,
                "name": said([zh, en], **outline.spoken()),
                "kind": kind,
                "start": outline.month(back),
                "end": outline.month(back - lasts) if lasts else None,
            }


def _staff(outline: Outline) -> Iterator[dict[str, Any]]:
    """Groups of employees and whom they pay for their mobiles; of one group in ten an amount is not known."""
    draw, groups = outline.draw("staff"), outline.trade["groups"]
    usual = {
        operator: (2.0 if row.get("strong") == "mobile" else 1.2 if operator == outline.us else 0.4)
        for operator, row in outline.city["operators"].items()
    }
    for place, group in enumerate(groups):
        heads = max(2, round(outline.employees * (0.6, 0.25, 0.15)[place]))
        weights = {operator: weight * within(draw, 0.5, 1.5) for operator, weight in usual.items()}
        for operator, weight in weights.items():
            own = round(heads * weight / sum(weights.values()))
            amount = tidy(own * outline.level * within(draw, 70, 120))
            if own:
                yield {
                    "group": f"g{place + 1}",
                    "name": named(group),
                    "operator": operator,
                    "heads": own,
                    "amount_month": None if chance(draw, 0.04) else amount,
                }
