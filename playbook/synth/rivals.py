"""Rivals at the client: how far each is, how it scores against us, which units it serves (moves, scores,
competition_services, unit_services).

On each service that the client buys the rival that is strong in it, else any, may have planned, tried, piloted or sold
something; how often is the service's own. Scores are the operators' usual ones, bent for the client: a rival scores
higher on what it is strong in, and on price where it is in service. Only where it is in service or on trial does a
rival serve units.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from playbook.client.tables import SCORES
from playbook.synth.draw import chance, halves, pick, tidy, within
from playbook.synth.outline import Outline, Rows, Threat
from playbook.synth.words import named, said, words

__all__ = ["FACTORS", "STAGES", "rivals", "threats_of", "units"]

FACTORS = SCORES.column("factor").allowed
STAGES = ("none", "planned", "tried", "piloting", "in_service")
#: How many units a rival serves of a service, by how far it is.
_HELD = {"piloting": 0.12, "in_service": 0.35}


def threats_of(outline: Outline) -> tuple[Threat, ...]:
    """The rivals' moves, the furthest first."""
    draw, threats = outline.draw("threats"), list[Threat]()
    for service in outline.shares:
        stage = pick(draw, dict(zip(STAGES, words("services")[service]["stages"], strict=True)))
        strong = [rival for rival in outline.rivals if outline.city["operators"][rival].get("strong") == service]
        rival = strong[0] if strong and chance(draw, 0.8) else draw.choice(outline.rivals)
        since, ahead = (
            outline.month(draw.randint(1, 14 if stage == "in_service" else 5)),
            outline.month(-draw.randint(2, 11)),
        )
        if stage != "none":
            threats.append(Threat(service, rival, stage, since, None if stage == "in_service" else ahead))
    return tuple(sorted(threats, key=lambda threat: -STAGES.index(threat.stage)))


def rivals(outline: Outline) -> dict[str, Rows]:
    """The tables competition_services, scores, moves and unit_services."""
    return {
        "competition_services": list(_contested(outline)),
        "scores": list(_scores(outline)),
        "moves": list(_moves(outline)),
        "unit_services": list(units(outline)),
    }


def _contested(outline: Outline) -> Iterator[dict[str, Any]]:
    """Each service is contested as itself; a quarter of voice as mobile."""
    for service in outline.shares:
        parts = {"voice": 0.75, "mobile": 0.25} if service == "voice" and "mobile" in outline.shares else {service: 1.0}
        for contested, share in parts.items():
            yield {"bill_service": service, "service": contested, "share": share}


def _scores(outline: Outline) -> Iterator[dict[str, Any]]:
    draw, evidence = outline.draw("scores"), words("judgements")["evidence"]
    sold = {(threat.service, threat.operator) for threat in outline.threats if threat.stage == "in_service"}
    for service in outline.shares:
        for operator, row in outline.city["operators"].items():
            strong = 0.5 * (row.get("strong") == service) - 0.75 * (
                operator != outline.us and row.get("strong") not in (service, None)
            )
            for factor, usual in zip(FACTORS, row["scores"], strict=True):
                more = strong + 0.5 * (factor == "price" and (service, operator) in sold)
                score = halves(usual + more + draw.gauss(0, 0.5))
                yield {
                    "service": service,
                    "operator": operator,
                    "factor": factor,
                    "score": score,
                    "evidence": named(evidence[factor]),
                }


def _moves(outline: Outline) -> Iterator[dict[str, Any]]:
    for threat in outline.threats:
        texts = words("services")[threat.service]["moves"]
        what = said(texts[threat.stage == "in_service"], **outline.spoken())
        yield {
            "move": f"{threat.operator}-{threat.service}",
            "operator": threat.operator,
            "service": threat.service,
            "stage": threat.stage,
            "what": what,
            "since": threat.since,
            "expected": threat.expected,
        }


def units(outline: Outline) -> Iterator[dict[str, Any]]:
    """The larger sites, service by service: who serves them, and what they spend on it; a few cells nobody knows."""
    draw, sites = outline.draw("units"), outline.sites[:9]
    rival = {threat.service: threat for threat in outline.threats}
    for place, site in enumerate(sites):
        for service, share in outline.shares.items():
            threat = rival.get(service)
            held = _HELD.get(threat.stage, 0) if threat else 0
            holder = _holder(draw, held)
            mean = outline.revenue_month * share / (len(outline.sites) + 2)
            amount = tidy(mean * (2.5 if place == 0 else within(draw, 0.5, 1.4)))
            known = holder in ("us", "rival") and not chance(draw, 0.06)
            yield {
                "unit": site.id,
                "site": site.id,
                "service": service,
                "holder": holder,
                "amount_month": amount if known else None,
                "operator": threat.operator if threat and holder == "rival" else None,
            }


def _holder(draw: Random, held: float) -> str | None:
    """Who holds a cell: us, a rival, the client itself, nobody; None: nobody knows."""
    return pick(draw, {"rival": held, "us": 0.82 - held, "in_house": 0.05, "none": 0.09, None: 0.04})
