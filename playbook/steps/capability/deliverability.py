"""Whether a site can have a solution, and what building takes.

A solution needs fibre, copper or services at a site. It is deliverable *now* where every need is known to be met,
*unknown* where none is known to fail but one is not known, *after_build* where only fibre or copper is missing and can
be built, else *no*: a service that the access is known not to carry is not built, it is another access. A site that a
solution names without a row of resources is one that nothing is known about; what nobody has said that a solution needs
is unknown, unless the site has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.steps.memory import remembered
from playbook.steps.status import weakest
from playbook.units import is_unknown

__all__ = ["STATES", "Delivery", "deliveries_of", "delivery_of"]

#: From the best to the worst.
STATES = ("now", "after_build", "unknown", "no")
_COLUMNS = ["site", "solution", "state", "missing", "unknown", "days", "cost_once", "status"]


@dataclass(frozen=True)
class Delivery:
    """Whether a site can have a solution: the state, what is missing or not known, and what building takes (days,
    currency)."""

    state: str
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    days: float = float("nan")
    cost_once: float = float("nan")


@remembered
def deliveries_of(client: Client) -> pd.DataFrame:
    """One row per site and solution asked for: site, solution, state, missing, unknown, days, cost_once, status."""
    return pd.DataFrame(list(_deliveries(client)), columns=_COLUMNS)


#: What is known of a site that the resources do not name.
_NOTHING = {
    **dict.fromkeys(("fibre", "copper", "services", "buildable", "status")),
    "build_days": float("nan"),
    "build_cost_once": float("nan"),
}


def _deliveries(client: Client) -> Iterator[dict[str, Any]]:
    buildable = client.assume("fibre_buildable_default") >= 1
    known = {row["site"]: row for row in client.rows("resources")}
    for solution in client.rows("solutions"):
        for name in known if is_unknown(solution["sites"]) else solution["sites"]:
            site = known.get(name, _NOTHING)
            found = delivery_of(site, solution, buildable=buildable)
            yield {
                "site": name,
                "solution": solution["solution"],
                **vars(found),
                "status": weakest([site["status"], solution["status"]]),
            }


def delivery_of(site: Mapping[str, Any], solution: Mapping[str, Any], *, buildable: bool) -> Delivery:
    """Whether a site (a row of `resources`) can have a solution (a row of `solutions`).

    `buildable` says whether missing fibre or copper can be built where the site does not say so.
    """
    needs = dict(_needs(site, solution))
    missing = tuple(name for name, met in needs.items() if met is False)
    unknown = tuple(name for name, met in needs.items() if met is None)
    if not missing:
        return Delivery("unknown" if unknown else "now", missing, unknown)
    can_build = buildable if is_unknown(site["buildable"]) else bool(site["buildable"])
    if can_build and set(missing) <= {"fibre", "copper"}:
        return Delivery("after_build", missing, unknown, site["build_days"], site["build_cost_once"])
    return Delivery("no", missing, unknown)


def _needs(site: Mapping[str, Any], solution: Mapping[str, Any]) -> Iterator[tuple[str, bool | None]]:
    """Each need, and whether the site is known to meet it (None: not known)."""
    asked = {name: solution[f"needs_{name}"] for name in ("fibre", "copper")}
    unsaid = solution["needs_services"] is None or any(
        is_unknown(wanted) and site[name] is not True for name, wanted in asked.items()
    )
    if unsaid:
        yield "needs", None
    for name, wanted in asked.items():
        if wanted is True:
            yield name, None if is_unknown(site[name]) else bool(site[name])
    for service in solution["needs_services"] or ():
        yield service, None if is_unknown(site["services"]) else service in site["services"]
