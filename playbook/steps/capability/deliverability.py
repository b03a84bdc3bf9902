"""Which site can have which solution, and what building takes (exhibit 5.2).

A solution needs fibre, copper or services at a site. It is deliverable *now* where every need is known to be met,
*unknown* where none is known to fail but one is not known, *after_build* where only fibre or copper is missing and can
be built, else *no*: a service that the access is known not to carry is not built, it is another access. A site that a
solution names without a row of resources is one that nothing is known about; what nobody has said that a solution needs
is unknown, unless the site has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, records
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.memory import remembered
from playbook.steps.shares import total_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable, bounded, is_unknown

__all__ = ["STATES", "Deliverability", "Delivery", "deliverability_of", "deliveries_of", "delivery_of"]

#: From the best to the worst.
STATES = ("now", "after_build", "unknown", "no")
#: As many solutions as a sentence names.
_NAMED = 6
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


@dataclass(frozen=True)
class Deliverability:
    """`rows`: one row per site and solution asked for: site, solution, state, missing, unknown, days, cost_once,
    status."""

    rows: pd.DataFrame
    status: str
    findings: tuple[Finding, ...] = ()


def deliverability_of(client: Client) -> Deliverability:
    """Which site can have which solution."""
    rows = deliveries_of(client)
    status = weakest([*client.column("resources", "status"), *client.column("solutions", "status")])
    return Deliverability(rows, status, tuple(_findings(client, records(rows))))


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
            yield {
                "site": name,
                "solution": solution["solution"],
                **vars(delivery_of(site, solution, buildable=buildable)),
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


def _findings(client: Client, deliveries: Sequence[Row]) -> Iterator[Finding]:
    """Which chosen solutions are held back and what hangs on it; then what a survey or building would free."""
    if not deliveries:
        return
    chosen = _chosen(client)
    yield _lead(client, deliveries, chosen)
    yield from _never(client, deliveries, {row["solution"] for row in chosen})
    yield from _survey(client, deliveries)
    yield from _build(client, deliveries, {row["solution"] for row in chosen})


def _chosen(client: Client) -> list[Row]:
    return [row for row in client.rows("solutions") if row["chosen"] is True]


def _lead(client: Client, deliveries: Sequence[Row], chosen: Sequence[Row]) -> Finding:
    """What is held back; where nothing is known to be, what may be; else that all can be delivered, or that nobody has
    said what is chosen."""
    states = Counter(row["state"] for row in deliveries)
    figures: dict[str, Printable] = {
        "cells": Count(len(deliveries)),
        "chosen": Count(len(chosen)),
        **{state: Count(states[state]) for state in STATES},
    }
    late, unsure = (
        {row["solution"] for row in deliveries if row["state"] in kinds}
        for kinds in (("after_build", "no"), ("unknown",))
    )
    held = [row for row in chosen if row["solution"] in late]
    open_ = [row for row in chosen if row["solution"] in unsure - late]
    if held:
        return _held_back(client, held, open_, figures)
    if open_:
        return _perhaps_held_back(client, open_, figures)
    undecided = any(row["chosen"] is None for row in client.rows("solutions"))
    rule = "choice_unknown" if undecided else "deliverable" if chosen else "none_chosen"
    return Finding(f"capability.deliverability.{rule}", figures, confidence=0.7, internal=True)


def _held_back(client: Client, held: Sequence[Row], open_: Sequence[Row], figures: Mapping[str, Printable]) -> Finding:
    """The base benefit of the chosen solutions that some site cannot have now; where one is not known, or it is not
    known whether the sites can have it, it is `at least` so much."""
    total = total_of(row["benefit_base_month"] for row in held)
    whole = not total.unknown and not open_
    rule = "held_back" if whole else "held_back_at_least" if total.known else "held_back_unsized"
    more: dict[str, Printable] = {
        "held": Count(len(held) + len(open_)),
        "benefit": Money(total.known, client.currency),
        "ids": several(as_names(row["solution"] for row in held), _NAMED),
    }
    return Finding(f"capability.deliverability.{rule}", {**figures, **more}, total.known, confidence=0.7, internal=True)


def _perhaps_held_back(client: Client, open_: Sequence[Row], figures: Mapping[str, Printable]) -> Finding:
    """The base benefit, at most, of the chosen solutions of which nobody knows whether every site can have them."""
    most = total_of(row["benefit_base_month"] for row in open_)
    more: dict[str, Printable] = {
        "held": Count(len(open_)),
        "benefit": bounded(Money(most.value, client.currency), "at_most"),
        "ids": several(as_names(row["solution"] for row in open_), _NAMED),
    }
    return Finding(
        "capability.deliverability.held_back_unknown",
        {**figures, **more},
        most.known,
        confidence=0.7,
        internal=True,
    )


def _never(client: Client, deliveries: Sequence[Row], chosen: set[str]) -> Iterator[Finding]:
    """The sites where a chosen solution is known not to be deliverable."""
    rows = [row for row in deliveries if row["state"] == "no" and row["solution"] in chosen]
    if rows:
        names, ids = client.names("sites"), dict.fromkeys(row["solution"] for row in rows)
        where = list(dict.fromkeys(row["site"] for row in rows))
        figures: dict[str, Printable] = {
            "n": Count(len(where)),
            "which": several([names[site] for site in where]),
            "ids": several(as_names(ids), _NAMED),
        }
        yield Finding("capability.deliverability.never", figures, confidence=0.8, internal=True)


def _survey(client: Client, deliveries: Sequence[Row]) -> Iterator[Finding]:
    """The site with the most unknown deliveries: ties by id."""
    unknown = Counter(row["site"] for row in deliveries if row["state"] == "unknown")
    if unknown:
        site, count = min(unknown.items(), key=lambda item: (-item[1], str(item[0])))
        figures: dict[str, Printable] = {
            "site": client.names("sites")[str(site)],
            "n": Count(count),
            "sites": Count(len(unknown)),
        }
        yield Finding("capability.deliverability.survey", figures, confidence=0.8)


def _build(client: Client, deliveries: Sequence[Row], chosen: set[str]) -> Iterator[Finding]:
    """The solution that waits for building at the most sites, a chosen one first; ties by id."""
    waiting = Counter(row["solution"] for row in deliveries if row["state"] == "after_build")
    if not waiting:
        return
    first = str(min(waiting.items(), key=lambda item: (item[0] not in chosen, -item[1], str(item[0])))[0])
    rows = [row for row in deliveries if row["solution"] == first]
    figures: dict[str, Printable] = {
        "id": Name(first, first),
        "solution": client.names("solutions")[first],
        "sites": Count(len(rows)),
        "n": Count(waiting[first]),
        "now": Count(sum(row["state"] == "now" for row in rows)),
    }
    yield Finding("capability.deliverability.build", figures, confidence=0.7, internal=first in chosen)
