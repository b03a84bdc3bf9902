"""What the rivals' networks have that ours has not.

A rival's resource is its strength where its rating is at least `resource_difference` above ours, its weakness where it
is as far below; with either rating unknown it is neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.market_tables import OPERATOR_RESOURCES
from playbook.client.model import Client
from playbook.client.rows import Row
from playbook.steps.findings import Finding
from playbook.steps.listing import several
from playbook.steps.phrases import worded
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Printable, inline, is_unknown, name_of

__all__ = ["RivalResources", "rival_resources"]

#: The kinds of network resources.
_RESOURCES = OPERATOR_RESOURCES.column("resource").allowed
#: Ratings are decimal fractions: a difference of exactly the threshold may come out a hair below it.
_ROUNDING = 1e-9
_RATINGS = ("rating", "ours", "difference")
_COLUMNS = ["resource", "operator", "rating", "ours", "difference", "verdict", "evidence", "status"]


@dataclass(frozen=True)
class RivalResources:
    """`resources`: one row per resource and operator, ours first: rating and ours (0-4), difference (rating - ours),
    verdict (strength, weakness, level; None for us and where unknown), evidence, status.
    """

    resources: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


def rival_resources(client: Client) -> RivalResources:
    """The resources of every operator beside ours. Nothing is raised for what is unknown."""
    resources = _resources(client)
    return RivalResources(
        frame_of(resources, _COLUMNS, figures=_RATINGS),
        weakest(row["status"] for row in resources),
        _findings(client, resources),
    )


def _resources(client: Client) -> list[Row]:
    """Every resource that is rated of anyone, for every operator that has a row; what has no row is unknown."""
    table, us = client.by_operator("operator_resources"), client.market.us
    given = {(row["operator"], row["resource"]): row for row in table}
    resources = [resource for resource in _RESOURCES if any(row["resource"] == resource for row in table)]
    rated = {row["operator"] for row in table}
    operators = sorted(
        (operator for operator in client.market.names("operators") if operator in rated),
        key=lambda operator: operator != us,
    )
    threshold = client.assume("resource_difference")
    rows = [
        _rated(given.get((operator, resource), {}), given.get((us, resource), {}), (resource, operator))
        for resource, operator in product(resources, operators)
    ]
    return [
        row | {"verdict": None if row["operator"] == us else _verdict(row["difference"], threshold)} for row in rows
    ]


def _rated(row: Mapping[Any, Any], own: Mapping[Any, Any], at: tuple[str, str]) -> Row:
    rating, ours = row.get("rating", float("nan")), own.get("rating", float("nan"))
    evidence = name_of(row, "evidence")
    return {
        "resource": at[0],
        "operator": at[1],
        "rating": rating,
        "ours": ours,
        "difference": rating - ours,
        "evidence": evidence if evidence.zh or evidence.en else None,
        "status": row.get("status", "unknown"),
    }


def _verdict(difference: float, threshold: float) -> str | None:
    if is_unknown(difference):
        return None
    if abs(difference) < threshold - _ROUNDING:
        return "level"
    return "strength" if difference > 0 else "weakness"


def _findings(client: Client, resources: Sequence[Row]) -> tuple[Finding, ...]:
    """The rival that is stronger than us in most, where it is weaker, and what is not known."""
    theirs, every = (
        [row for row in resources if row["operator"] != client.market.us],
        len({row["resource"] for row in resources}),
    )
    if not theirs:
        return (
            (Finding("competition.rival_resources.no_rival_rated", {"n": Count(every)}, internal=True),)
            if resources
            else ()
        )
    rows = [row for row in theirs if row["verdict"] is not None]
    figures: dict[str, Printable] = {
        "all": Count(len(theirs)),
        "missing": Count(len(theirs) - len(rows)),
        "rivals": Count(len({row["operator"] for row in rows})),
        "resources": Count(len({row["resource"] for row in rows})),
        "m": Count(every),
    }
    if not rows:
        return (Finding("competition.rival_resources.resources_unknown", figures, internal=True),)
    if not any(row["verdict"] == "strength" for row in rows):
        return _none_stronger(rows, figures)
    gone = (
        (Finding("competition.rival_resources.ratings_missing", figures, internal=True),)
        if len(rows) < len(theirs)
        else ()
    )
    return (*_stronger(client, rows, figures), *gone)


def _stronger(client: Client, rows: list[Row], figures: dict[str, Printable]) -> tuple[Finding, ...]:
    """The rival with the most strengths, of equals the one that is further ahead; and where that one is weaker."""
    strong = [row for row in rows if row["verdict"] == "strength"]
    ahead: dict[str, list[float]] = {}
    for row in strong:
        ahead.setdefault(row["operator"], []).append(row["difference"])
    lead = max(ahead, key=lambda operator: (len(ahead[operator]), sum(ahead[operator])))
    facts: dict[str, Printable] = {
        **figures,
        "rival": client.market.names("operators")[lead],
        "n": Count(len(ahead[lead])),
        "which": _names(strong, lead),
        "others": Count(len(ahead) - 1),
    }
    rule = "competition.rival_resources.stronger_too" if len(ahead) > 1 else "competition.rival_resources.stronger"
    stronger = Finding(rule, facts, confidence=0.6, internal=True)
    weak = [row for row in rows if row["verdict"] == "weakness" and row["operator"] == lead]
    if not weak:
        return (stronger,)
    weaker = {**facts, "n": Count(len(weak)), "which": _names(weak, lead)}
    return stronger, Finding("competition.rival_resources.weaker", weaker, confidence=0.6, internal=True)


def _none_stronger(rows: list[Row], figures: dict[str, Printable]) -> tuple[Finding, ...]:
    """No rival is stronger: the resources in which each rival that is known is weaker are ours to argue with."""
    not_weaker = {row["resource"] for row in rows if row["verdict"] != "weakness"}
    ours = [resource for resource in dict.fromkeys(row["resource"] for row in rows) if resource not in not_weaker]
    whole = (
        "competition.rival_resources.none_stronger"
        if figures["missing"] == Count(0)
        else "competition.rival_resources.none_stronger_known"
    )
    lead = Finding(whole, figures, confidence=0.6, internal=True)
    argue: dict[str, Printable] = {
        **figures,
        "n": Count(len(ours)),
        "which": several([_resource(resource) for resource in ours]),
    }
    return (lead, Finding("competition.rival_resources.all_weaker", argue, internal=True)) if ours else (lead,)


def _names(rows: list[Row], operator: str) -> Names:
    return several([_resource(row["resource"]) for row in rows if row["operator"] == operator])


def _resource(resource: str) -> Name:
    return inline(worded(f"competition.rival_resources.resource.{resource}"))
