"""Clients with programmes, tasks and a progress form, and what step 6 says of them."""

from __future__ import annotations

from pathlib import Path

from playbook.families.plan import PLAN
from playbook.steps.planning.analysis import ClientPlan, analyse
from tests.builders.clients import make_client

PROGRAMMES = [{"programme": "P1", "name": "One"}, {"programme": "P2", "name": "Two"}]
TEAM = [{"member": "am", "role": "Account manager"}, {"member": "tm", "role": "Technical manager"}]
CONTACTS = [
    {"contact": "a", "role": "Director", "power": 4},
    {"contact": "b", "role": "Manager", "power": 1},
    {"contact": "c", "role": "Clerk"},
]
FORM = {"project": "7", "aim": "Win it", "next_steps": "Ask again", "position": 2, "on": "2003-01-20"}


def task(number: int, **given: object) -> dict[str, object]:
    row: dict[str, object] = {
        "task": f"t{number}",
        "programme": "P1",
        "name": f"Task {number}",
        "owner": "am",
        "start": "2003-01-01",
        "end": "2003-02-28",
    }
    return row | given


def planned(folder: Path, *tasks: dict[str, object]) -> ClientPlan:
    return analyse(make_client(folder, {"programmes": PROGRAMMES, "team": TEAM, "tasks": tasks}))


def progressed(folder: Path, *roles: tuple[str, str, str], form: dict[str, object] | None = None) -> ClientPlan:
    rows = [
        {"project": "7", "contact": contact, "attitude_before": before, "attitude_now": now, "on": "2003-01-20"}
        for contact, before, now in roles
    ]
    return analyse(
        make_client(folder, {"contacts": CONTACTS, "progress": [FORM | (form or {})], "progress_roles": rows})
    )


def said(result: ClientPlan, exhibit: str) -> list[str]:
    return [finding.rule.rpartition(".")[2] for finding in result.findings if PLAN.id_of(finding.topic) == exhibit]
