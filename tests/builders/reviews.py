"""A sound plan, and what spoils it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.steps.planning.review import Review, review_of
from tests.builders.clients import make_client

Row = dict[str, Any]
Tables = dict[str, list[Row]]
#: A plan without a fault: one need, one chosen solution that answers it, and everything that it needs; each of its
#: fifteen tables has a row.
SOUND: Tables = {
    "sites": [{"site": "shop", "name": "Shop", "level": "outlet"}],
    "resources": [{"site": "shop", "fibre": "yes"}],
    "needs": [{"need": "n1", "name": "Faster shop", "service": "data", "amount_month": 100, "on": "2003-01-13"}],
    "solutions": [
        {
            "solution": "S1",
            "name": "Fibre",
            "service": "data",
            "needs": "n1",
            "chosen": "yes",
            "needs_fibre": "yes",
            "needs_copper": "no",
            "needs_services": "none",
            "benefit_base_month": 500,
        }
    ],
    "team": [{"member": "am", "role": "Account manager"}],
    "programmes": [{"programme": "P1", "name": "One", "solutions": "S1"}],
    "tasks": [
        {
            "task": "t1",
            "programme": "P1",
            "name": "Build",
            "solution": "S1",
            "owner": "am",
            "start": "2003-02-01",
            "end": "2003-03-01",
        }
    ],
    "commitments": [{"commitment": "c1", "solution": "S1", "measure": "lead_days", "value": 30}],
    "purchases": [{"purchase": "circuits", "name": "Circuits"}],
    "contacts": [{"contact": "it", "role": "IT manager", "power": 4}],
    "decisions": [{"decision": "d1", "purchase": "circuits", "level": "branch", "part": "decides", "contacts": "it"}],
    "kpis": [{"kpi": "revenue", "name": "Revenue", "better": "higher", "solutions": "S1"}],
    "kpi_values": [{"kpi": "revenue", "month": "2003-03", "target": 1200}],
    "risks": [
        {"risk": "r1", "name": "Rival", "probability": 0.3, "amount_month": 100, "measure": "Visit", "owner": "am"}
    ],
}
#: What each rule's fault is made by: changes of the first row of a table (None: the table is empty), or more rows.
FAULTS: dict[str, tuple[Tables, str]] = {
    # without fibre the site is built in 60 days; 30 are promised
    "over_promise": ({"resources": [{"site": "shop", "fibre": "no", "buildable": "yes", "build_days": 60}]}, "c1"),
    "no_task": ({"tasks": [{**SOUND["tasks"][0], "solution": ""}]}, "S1"),
    "no_owner": ({"tasks": [{**SOUND["tasks"][0], "owner": ""}]}, "S1"),
    "no_commitment": ({"commitments": [{**SOUND["commitments"][0], "solution": ""}]}, "S1"),
    "no_decider": ({"decisions": [{**SOUND["decisions"][0], "contacts": ""}]}, "S1"),
    "unlinked": ({"solutions": [{**SOUND["solutions"][0], "needs": ""}]}, "solutions"),
    "need_open": ({"needs": [*SOUND["needs"], {"need": "n2", "name": "One bill"}]}, "n2"),
    "undated": ({"tasks": [{**SOUND["tasks"][0], "end": ""}]}, "t1"),
    "untargeted": ({"kpi_values": [{**SOUND["kpi_values"][0], "target": "", "actual": 5}]}, "revenue"),
    "risk_unowned": ({"risks": [{**SOUND["risks"][0], "owner": ""}]}, "r1"),
    "risk_unmet": ({"risks": [{**SOUND["risks"][0], "measure": ""}]}, "r1"),
    "unprepared": ({"initiatives": [{"initiative": "I1", "name": "Later", "start_month": 9}]}, "I1"),
    "bound_early": ({"solutions": [{**SOUND["solutions"][0], "technical": 1, "policy": 1, "committed": "yes"}]}, "S1"),
}


def review(folder: Path, **tables: list[Row]) -> Review:
    return review_of(make_client(folder, {**SOUND, **tables}))
