"""Clients with sites, lines, a support pool and commitments, to hold what is promised against what can be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playbook.client import Client
from playbook.families.plan import PLAN
from playbook.steps.capability.commitments import commitments_of
from playbook.steps.findings import Finding
from tests.builders.clients import Rows, make_client

Tables = Mapping[str, Rows]
SITES: Rows = [
    {
        "site": name,
        "name": name.title(),
        "level": "branch" if name == "hub" else "outlet",
        "hub": "yes" if name == "hub" else "no",
    }
    for name in ("hub", "one", "two", "dim")
]
LINKS: Rows = [
    {
        "link": "l1",
        "from_site": "one",
        "to_site": "hub",
        "technology": "ddn",
        "role": "main",
        "state": "existing",
    },  # 0.998
    {"link": "l2", "from_site": "two", "to_site": "hub", "technology": "ddn", "role": "main", "state": "existing"},
    {
        "link": "l3",
        "from_site": "two",
        "to_site": "hub",
        "technology": "isdn",
        "role": "backup",
        "state": "existing",
    },  # 1 - 0.002 x 0.005 = 0.99999
    {"link": "l4", "from_site": "one", "to_site": "hub", "technology": "isdn", "role": "backup", "state": "intended"},
]
RESOURCES: Rows = [
    {"site": "hub", "fibre": "yes", "copper": "yes", "services": "ethernet"},
    {
        "site": "one",
        "fibre": "no",
        "copper": "yes",
        "services": "ethernet",
        "buildable": "yes",
        "build_days": 30,
        "build_cost_once": 10000,
    },
    {"site": "two", "fibre": "yes", "copper": "yes", "services": "ethernet"},
    {"site": "dim", "copper": "yes"},
]
SOLUTIONS: Rows = [
    {
        "solution": "S1",
        "name": "Fibre",
        "service": "data",
        "benefit_base_month": 600,
        "chosen": "yes",
        "needs_fibre": "yes",
        "needs_copper": "no",
        "needs_services": "none",
    },
    {
        "solution": "S2",
        "name": "Copper",
        "service": "data",
        "benefit_base_month": 100,
        "chosen": "yes",
        "needs_fibre": "no",
        "needs_copper": "yes",
        "needs_services": "none",
    },
]
#: Two engineers and a load of one: C = 1/3, P(wait > t) = exp(-t) / 3 with an hour a fault, wait at 95% = ln(20/3) =
#: 1.897 hours.
POOL = {
    "pool": "city",
    "name": "City",
    "engineers": 2,
    "faults_hour": 1,
    "handling_hours": 1,
    "travel_hours": 0.5,
    "client_share": 0.1,
}
GRADES: Rows = [
    {
        "grade": "a",
        "name": "Critical",
        "response_hours": 2,
        "restoration_hours": 6,
        "needed_response_hours": 2,
        "needed_restoration_hours": 4,
    },
    {"grade": "b", "name": "Minor", "response_hours": 4, "restoration_hours": 24, "needed_response_hours": 8},
]
RIVALS: Rows = [
    {"operator": "rival", "grade": "a", "response_hours": 3, "restoration_hours": 5},
    {"operator": "other", "grade": "a", "response_hours": 1},
]
BASE: Tables = {
    "sites": SITES,
    "links": LINKS,
    "resources": RESOURCES,
    "solutions": SOLUTIONS,
    "support_pools": [POOL],
    "support_grades": GRADES,
    "support_rivals": RIVALS,
}


def client_of(folder: Path, *promises: Mapping[str, object], **tables: Rows) -> Client:
    rows = [
        {"commitment": f"c{number}", "name": f"Promise {number}", **promise}
        for number, promise in enumerate(promises, 1)
    ]
    return make_client(folder, {**BASE, "commitments": rows, **tables})


def promised(client: Client) -> list[dict[str, Any]]:
    return [
        {str(key): value for key, value in row.items()} for row in commitments_of(client).promises.to_dict("records")
    ]


def one(folder: Path, promise: Mapping[str, object], **tables: Rows) -> dict[str, Any]:
    return promised(client_of(folder, promise, **tables))[0]


def said(findings: Sequence[Finding], exhibit: str) -> list[str]:
    return [finding.rule.rpartition(".")[2] for finding in findings if PLAN.id_of(finding.topic) == exhibit]
