"""How we compare on each service: competitiveness operator by operator, and the gap to the best rival.

Competitiveness of an operator on a service is the weighted mean of its factor scores (0-4). Factors without a score are
left out and the weights made to add up again; a cell with too little of the weight known is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import Row, known, ordered
from playbook.steps.competition.exposure import exposure_of
from playbook.steps.competition.score_cube import ScoreCube, weights_of
from playbook.steps.findings import Finding
from playbook.steps.status import weakest
from playbook.units import Count, Name, Names, Number, Printable, inline

__all__ = ["Competitiveness", "cells_of", "competitiveness", "gaps_of"]

#: Weights are decimal fractions: a share of exactly one half may come out a hair below it.
_ROUNDING = 1e-9
_CELLS = ["service", "operator", "score", "known_weight", "status"]
_GAPS = ["service", "ours", "best_rival", "best_score", "gap"]
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class Competitiveness:
    """`cells`: service, operator, score (0-4), known_weight (0-1), status. `gaps`: service, ours, best_rival,
    best_score, gap (ours - best_score); NaN where unknown."""

    cells: pd.DataFrame
    gaps: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


def competitiveness(client: Client, cells: Sequence[Row], gaps: Sequence[Row]) -> Competitiveness:
    """The comparison, of its cells and of the gaps on each service."""
    return Competitiveness(
        pd.DataFrame(cells, columns=_CELLS),
        pd.DataFrame(gaps, columns=_GAPS),
        weakest(cell["status"] for cell in cells),
        _findings(client, cells, gaps) if gaps else (),
    )


def cells_of(client: Client, cube: ScoreCube) -> list[Row]:
    """Each operator's competitiveness on each service that it has a score of."""
    weights, least = weights_of(client), client.assume("known_weight_min")
    means, shares = cube.means(weights), cube.known_weight(weights)
    rows = []
    for (service, operator), statuses in cube.statuses.items():
        place = cube.services.index(service), cube.operators.index(operator)
        share = float(shares[place])
        score = float(means[place]) if share > 0 and share >= least - _ROUNDING else _UNKNOWN
        rows.append(
            {
                "service": service,
                "operator": operator,
                "score": score,
                "known_weight": share,
                "status": weakest(statuses),
            }
        )
    return rows


def gaps_of(client: Client, cells: Sequence[Row]) -> Iterator[Row]:
    """Per service: our score, the best rival among those known, and the gap (unknown where either is)."""
    scores: dict[str, dict[str, float]] = {service: {} for service in client.column("competition_services", "service")}
    for cell in cells:
        scores.setdefault(cell["service"], {})[cell["operator"]] = cell["score"]
    for service, given in scores.items():
        rivals = {operator: score for operator, score in given.items() if operator != client.market.us and known(score)}
        best = max(rivals, key=rivals.__getitem__, default=None)
        ours, best_score = given.get(client.market.us, _UNKNOWN), rivals[best] if best else _UNKNOWN
        yield {"service": service, "ours": ours, "best_rival": best, "best_score": best_score, "gap": ours - best_score}


def _findings(client: Client, cells: Sequence[Row], gaps: Sequence[Row]) -> tuple[Finding, ...]:
    """On how many services we lead, where we trail, and which cells are not known."""
    compared, asks = [row for row in gaps if known(row["gap"])], _asks(client, cells)
    behind = ordered((row for row in compared if row["gap"] < 0), "gap", "service")
    ahead = [row for row in compared if row["gap"] > 0]
    figures: dict[str, Printable] = {
        "ahead": Count(len(ahead)),
        "services": Count(len(compared)),
        "behind": Count(len(behind)),
    }
    if not compared:
        return asks or (Finding("competition.competitiveness.gaps_unknown", {"n": Count(len(gaps))}, internal=True),)
    if not behind:
        return (Finding("competition.competitiveness.ahead", figures, confidence=0.6, internal=True), *asks)
    worst, revenues = behind[0], exposure_of(client).contested
    figures |= {
        "service": inline(client.market.names("services")[worst["service"]]),
        "rival": _operator(client, worst["best_rival"]),
        "gap": Number(-worst["gap"], 1),
    }
    rule = "competition.competitiveness.behind" if ahead else "competition.competitiveness.behind_all"
    amounts = (revenues.get(row["service"], _UNKNOWN) for row in behind)
    money = float(sum(amount for amount in amounts if known(amount)))
    return (Finding(rule, figures, money_month=money, confidence=0.6, internal=True), *asks)


def _asks(client: Client, cells: Sequence[Row]) -> tuple[Finding, ...]:
    unknown = _unknown_cells(client, cells)
    figures: dict[str, Printable] = {"n": Count(len(unknown)), "which": Names(unknown)}
    return (Finding("competition.competitiveness.unknown_cells", figures, internal=True),) if unknown else ()


def _unknown_cells(client: Client, cells: Sequence[Row]) -> tuple[Name, ...]:
    """The cells of the competitiveness table that too little is known about, as names (`Mobile on internet access`)."""
    services = client.market.names("services")
    pairs = [(_operator(client, row["operator"]), services[row["service"]]) for row in cells if not known(row["score"])]
    return tuple(
        Name(f"{operator.zh}的{service.zh}", f"{operator.en} on {inline(service).en}") for operator, service in pairs
    )


def _operator(client: Client, operator: str) -> Name:
    return client.market.names("operators")[operator]
