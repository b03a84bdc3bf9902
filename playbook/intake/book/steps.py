"""The order of sheets: who the client is, then the tables of the six steps, then what stands beside them."""

from __future__ import annotations

from itertools import groupby

from playbook.client.bill_tables import BILL_TABLES
from playbook.client.forms.parts import Form, Part
from playbook.client.offer_tables import OFFER_TABLES
from playbook.client.rival_tables import RIVAL_TABLES
from playbook.client.tables import CLIENT_TABLES

__all__ = ["BESIDE", "by_step"]

#: What stands beside the six steps.
BESIDE = 9
_FIFTH = ("resources", "support_grades", "support_rivals", "support_pools", "commitments")
_SIXTH = (
    "team",
    "programmes",
    "tasks",
    "progress",
    "progress_roles",
    "communications",
    "visits",
    "kpis",
    "kpi_values",
    "risks",
)
_STEPS = {
    **{table.name: 3 for table in CLIENT_TABLES},  # sites, people, needs: all that no other step fills in
    **{table.name: 1 for table in BILL_TABLES},
    **{table.name: 2 for table in RIVAL_TABLES},
    **{table.name: 4 for table in OFFER_TABLES},
    **dict.fromkeys(_FIFTH, 5),
    **dict.fromkeys(_SIXTH, 6),
}


def by_step(form: Form) -> list[tuple[int, list[Part]]]:
    """The parts of each step, 0 for what comes before the first one; those of a market are all of that sort."""
    if form.home != "clients":
        return [(0, list(form.parts))]
    ordered = sorted(form.parts, key=_step)
    return [(step, list(parts)) for step, parts in groupby(ordered, _step)]


def _step(part: Part) -> int:
    return 0 if part.shape == "fields" else _STEPS.get(part.name, BESIDE)
