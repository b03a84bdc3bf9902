"""Clients with tasks of known effort and a team of known days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.steps.planning.programmes import Programmes, programmes_of
from tests.builders.clients import make_client

PROGRAMMES = [{"programme": "P1", "name": "One"}]
TEAM = [
    {"member": "am", "role": "Account manager", "days_month": 5},
    {"member": "tm", "role": "Technical manager", "days_month": 8},
]


def work(number: int, start: str = "2003-02-03", end: str = "2003-02-28", **given: object) -> dict[str, object]:
    return {
        "task": f"t{number}",
        "programme": "P1",
        "name": f"Task {number}",
        "owner": "am",
        "start": start,
        "end": end,
        "effort_days": 2,
        **given,
    }


def scheduled(folder: Path, *tasks: dict[str, object], team: list[dict[str, Any]] | None = None) -> Programmes:
    return programmes_of(
        make_client(folder, {"programmes": PROGRAMMES, "team": TEAM if team is None else team, "tasks": tasks})
    )


def days(programmes: Programmes) -> dict[tuple[str, str], float]:
    return {
        (row["member"], row["month"]): row["days"] for row in programmes.load.months.to_dict("records") if row["days"]
    }


#: What is said of the tasks' state, beside the load and the order.
STATE = ("tasks_", "idle_", "name_owner", "set_date", "confirm_done", "busiest", "next_due")


def rules(programmes: Programmes) -> list[str]:
    said = (found.rule.rpartition(".")[2] for found in programmes.findings)
    return [rule for rule in said if not rule.startswith(STATE)]
