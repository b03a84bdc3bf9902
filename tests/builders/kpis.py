"""Clients with KPIs, bills and those who decide, and what is said of their KPIs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.steps.planning.kpis import Kpis, kpis_of
from tests.builders.clients import make_client

Row = dict[str, Any]
KPIS: list[Row] = [
    {"kpi": "revenue", "name": "Revenue", "unit": "CNY", "better": "higher", "solutions": ""},
    {"kpi": "repair", "name": "Repair", "unit": "hours", "better": "lower"},
    {"kpi": "lines", "name": "Lines", "better": "higher"},
]
VALUES: list[Row] = [
    {"kpi": "revenue", "month": "2002-11", "target": 900, "actual": 990},
    {"kpi": "revenue", "month": "2002-12", "target": 1000, "actual": 960, "previous": 900},
    {"kpi": "revenue", "month": "2003-01", "target": 1000, "actual": 5},
    {"kpi": "repair", "month": "2002-12", "target": 4, "actual": 5},
    {"kpi": "lines", "month": "2002-12", "target": 10, "actual": 10},
]
#: Two services, each billed in December of both years: data 500 -> 650, voice 400 -> 310; 900 -> 960 in all.
BILLS: list[Row] = [
    {"from": month, "to": month, "service": service, "amount_month": amount}
    for month, service, amount in (
        ("2001-12", "data", 500),
        ("2001-12", "voice", 400),
        ("2002-12", "data", 650),
        ("2002-12", "voice", 310),
    )
]
PURCHASES = [{"purchase": "circuits", "name": "Circuits"}, {"purchase": "voice", "name": "Voice"}]
CONTACTS: list[Row] = [
    {"contact": "it", "role": "IT", "department": "IT", "power": 4, "attitude": "A"},
    {"contact": "net", "role": "Network", "department": "IT", "power": 1, "attitude": "C"},
    {"contact": "boss", "role": "Boss", "department": "Board", "power": 5, "attitude": "D"},
]
DECISIONS: list[Row] = [
    {
        "decision": "d1",
        "purchase": "circuits",
        "level": "branch",
        "department": "IT",
        "part": "decides",
        "weight": 0.6,
        "contacts": "it net",
    },
    {
        "decision": "d2",
        "purchase": "circuits",
        "level": "branch",
        "department": "Board",
        "part": "takes_part",
        "weight": 0.4,
    },
    {"decision": "d3", "purchase": "voice", "level": "branch", "department": "Shops", "part": "decides", "weight": 1},
]
FORMS = {
    "progress": [{"project": "1", "aim": "Win", "on": "2003-01-10"}],
    "progress_roles": [
        {"project": "1", "contact": "it", "attitude_before": "B", "attitude_now": "A", "on": "2003-01-10"}
    ],
}


def kpis(folder: Path, **tables: list[Row]) -> Kpis:
    return kpis_of(make_client(folder, {"bills": BILLS, "kpis": KPIS, "kpi_values": VALUES, **tables}))


def rules(found: Kpis) -> list[str]:
    return [finding.rule for finding in found.findings]


#: Of 1,000 planned for December, 600 for data and 350 for voice; 50 are for no service in particular.
PARTS: list[Row] = [
    {"kpi": "revenue", "month": "2002-12", "service": "data", "target": 600},
    {"kpi": "revenue", "month": "2002-12", "service": "voice", "target": 350},
]
