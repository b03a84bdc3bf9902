"""What is not on file: tables that nobody has filled in yet, cells that nobody knows.

Nine clients in ten have every table; the others lack some, one in fifty has little but its bills. In every client a few
cells are unknown, as in life; no cell that the schema asks for is. A table goes together with those that refer to it,
so that what is left still holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from playbook.synth.draw import chance
from playbook.synth.outline import Outline, Rows

__all__ = ["with_gaps"]

#: Tables that may be missing, each with those that cannot stand without it.
_TOGETHER = (
    ("scores",),
    ("moves",),
    ("competition_services",),
    ("staff_spend",),
    ("goals",),
    ("designs", "design_links"),
    ("events",),
    ("purchases", "decisions"),
    ("progress", "progress_roles"),
    ("visits",),
    ("communications",),
    ("kpis", "kpi_values"),
    ("risks",),
    ("support_grades", "support_rivals", "support_pools"),
    ("commitments",),
    ("unit_services",),
    ("buying_factors", "factor_performance"),
    ("erosions", "targets"),
    ("links", "designs", "design_links"),
    ("contracts",),
    ("control_totals",),
    ("findings",),
    ("initiatives",),
    ("resources",),
)
#: What a client has at least of whom little is known.
_LITTLE = ("bills", "contracts", "sites", "control_totals")
#: Cells that may be unknown, and how often.
_CELLS = {
    "sites": {"required_kbps": 0.03},
    "links": {"bandwidth_kbps": 0.02},
    "scores": {"score": 0.06},
    "contacts": {"power": 0.03, "attitude": 0.05},
    "solutions": {"policy": 0.02},
    "team": {"days_month": 0.05},
    "tasks": {"effort_days": 0.05},
    "kpi_values": {"actual": 0.02},
    "support_rivals": {"response_hours": 0.05},
    "erosions": {"amount_month": 0.03},
    "risks": {"amount_month": 0.04},
    "communications": {"per": 0.04},
    "resources": {"services": 0.03},
    "moves": {"since": 0.05},
    "visits": {"time": 0.05},
    "goals": {"service": 0.03},
}
_FIELDS = (
    "grade",
    "ownership",
    "sub_bureau",
    "postcode",
    "legal_representative",
    "parent",
    "inaugurated",
    "main_business",
    "ability_to_pay",
    "bank",
)


def with_gaps(
    outline: Outline, profile: dict[str, Any], tables: dict[str, Rows]
) -> tuple[dict[str, Any], dict[str, Rows]]:
    """The profile and the tables with what is missing left out."""
    draw = outline.draw("gaps")
    fields = {key: None if key in _FIELDS and chance(draw, 0.06) else value for key, value in profile.items()}
    missing = set(tables).difference(_LITTLE) if chance(draw, 0.02) else _missing(draw)
    kept = {name: rows for name, rows in tables.items() if name not in missing}
    return fields, {
        name: [_blanked(draw, row, _CELLS[name]) for row in rows] if name in _CELLS else rows
        for name, rows in kept.items()
    }


def _missing(draw: Random) -> set[str]:
    """Nothing, mostly."""
    if not chance(draw, 0.1):
        return set()
    return {name for group in draw.sample(_TOGETHER, draw.randint(1, 6)) for name in group}


def _blanked(draw: Random, row: dict[str, Any], cells: Mapping[str, float]) -> dict[str, Any]:
    return row | {column: None for column, probability in cells.items() if chance(draw, probability)}
