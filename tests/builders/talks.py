"""Clients with a communication plan and visits, and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.client import load_client
from playbook.steps.planning.communication import Communication, communication_of
from playbook.steps.planning.visits import Visits, visits_of
from tests.builders.clients import DATA, make_client
from tests.builders.findings import finding

TEAM = [
    {"member": "am", "role": "Account manager", "contacts_month": 5},
    {"member": "tm", "role": "Technical manager", "contacts_month": 1},
]
CONTACTS: list[dict[str, Any]] = [
    {"contact": "it", "role": "IT manager", "department": "IT department", "power": 5},
    {"contact": "boss", "role": "General manager", "power": 4},
    {"contact": "clerk", "role": "Clerk", "department": "Archive"},
]


def row(
    number: int, audience: str = "IT department", per: str = "week", low: object = 1, high: object = 2, **given: object
) -> dict[str, object]:
    return {
        "communication": f"k{number}",
        "channel": "Visit",
        "member": "am",
        "audience": audience,
        "per": per,
        "times_low": low,
        "times_high": high,
        **given,
    }


def talks(folder: Path, *rows: dict[str, object], **tables: Any) -> Communication:
    return communication_of(make_client(folder, {"team": TEAM, "contacts": CONTACTS, "communications": rows, **tables}))


def visit(number: int, day: str = "", done_on: str = "", **given: object) -> dict[str, object]:
    return {"visit": f"v{number}", "member": "am", "date": day, "done_on": done_on, "contacts": "it boss", **given}


def visited(folder: Path, *rows: dict[str, object]) -> Visits:
    return visits_of(make_client(folder, {"team": TEAM, "contacts": CONTACTS, "visits": rows}))


def rules(result: Communication | Visits) -> list[str]:
    return [found.rule.rpartition(".")[2] for found in result.findings]


def printed(result: Communication | Visits, rule: str, *names: str) -> list[str]:
    figures = finding(result, rule).figures
    return [figures[name].printed("en") for name in names]


SAMPLE = load_client("harbour-hotels", root=DATA)
