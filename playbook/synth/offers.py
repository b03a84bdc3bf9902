"""What we offer: solutions, initiatives on today's service lines, what erodes, and the target (with the limits that the
choice has).

Offers are dealt for the client's weak spots, rivals and goals; each says which needs it answers. A benefit is a part of
what the service brings today, its cost some months of that benefit, so that most pay back within the horizon and some
do not. The budget and the days fit about two thirds of the offers: choosing them is a choice. The target lies near what
the team's choice brings, less what erodes: above or below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from playbook.synth.draw import YEAR, chance, tidy, within
from playbook.synth.outline import Offer, Outline, Rows
from playbook.synth.wants import latent_needs, worth
from playbook.synth.words import named, said, words

__all__ = ["growth_of", "limits", "offers", "offers_of"]


def offers_of(outline: Outline) -> tuple[Offer, ...]:
    """The candidate solutions: more at a large client; at least two are chosen."""
    draw = outline.draw("offers")
    fitting = [key for key, row in words("offers").items() if _sites(outline, row["where"])]
    count = min(len(fitting), 4 + int(outline.size**0.3) + draw.randint(0, 2))
    dealt = sorted(draw.sample(fitting, count), key=list(words("offers")).index)
    known = [key for key in dealt if words("offers")[key].get("requires", key) in dealt]
    latent = list(latent_needs(outline))
    offered = [_offer(draw, outline, f"S{number}", key, latent=latent) for number, key in enumerate(known, start=1)]
    chosen = sum(offer.chosen for offer in offered)
    return tuple(
        replace(offer, chosen=True) if chosen < 2 and place < 2 else offer for place, offer in enumerate(offered)
    )


def _sites(outline: Outline, where: str) -> tuple[str, ...]:
    """The sites that an offer is for: those with a weak spot, small ones, the head office, half of them, all, or all
    where there are several."""
    sites = outline.sites
    chosen = {
        "single": [site for site in sites if site.flaw in ("single", "shared")],
        "short": [site for site in sites if site.flaw == "short"],
        "small": [site for site in sites if site.level == "outlet"],
        "head": [site for site in sites if site.id in ("hq", "dc")],
        "half": list(sites[: (len(sites) + 1) // 2]),
        "several": list(sites if len(sites) > 2 else ()),
        "all": [site for site in sites if site.level != "data_centre"],
    }[where]
    return tuple(site.id for site in chosen)


def _offer(
    draw: Random, outline: Outline, identifier: str, key: str, *, latent: Sequence[tuple[str, str, str]]
) -> Offer:
    row = words("offers")[key]
    benefit = tidy(worth(outline, row["service"]) * within(draw, *row["size"]))
    cost = tidy(benefit * row["pays_after"] * within(draw, 0.7, 1.4))
    late = bool(row.get("late"))
    days = max(2, round(row["days"] * (0.3 + 0.7 * min(1.0, outline.size / 60))))
    return Offer(
        identifier,
        key,
        row,
        benefit,
        cost,
        days,
        draw.randint(13, 18) if late else draw.randint(2, 10),
        chance(draw, 0.4 if late else 0.75),
        bool(row.get("bound")) and chance(draw, 0.4),
        _sites(outline, row["where"]),
        tuple(_answers(outline, row, latent)),
    )


def _answers(outline: Outline, row: Mapping[str, Any], latent: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """The needs that an offer answers, by the ids under which they are stated or found (exhibit 3.9)."""
    service = row["service"]
    yield from (need for need, _, _, other in outline.needs if other == service or need in row["answers"])
    yield from (need for rule, other, need in latent if rule in row["answers"] and other in (service, ""))


def limits(outline: Outline) -> dict[str, float]:
    """The one-off budget (currency) and the person-days that the client's solutions have to fit in, never less than one
    of them takes."""
    costs, days = [offer.cost for offer in outline.offers], [offer.days for offer in outline.offers]
    return {
        "budget_once": tidy(max(0.65 * sum(costs), 1.05 * max(costs))),
        "effort_days_max": tidy(max(0.7 * sum(days), 1.05 * max(days))),
    }


def offers(outline: Outline) -> dict[str, Rows]:
    """The tables solutions, initiatives, erosions and targets."""
    return {
        "solutions": list(_solutions(outline)),
        "initiatives": list(_initiatives(outline)),
        "erosions": _erosions(outline),
        "targets": [{"target": "revenue_growth_year", "value": growth_of(outline)}],
    }


def _solutions(outline: Outline) -> Iterator[dict[str, Any]]:
    draw, ids = outline.draw("solutions"), {offer.key: offer.id for offer in outline.offers}
    contested = {threat.service for threat in outline.threats}
    for offer in outline.offers:
        row = offer.row
        technical, policy = row["feasible"]
        line = offer.service if offer.service in outline.shares else None
        yield {
            "solution": offer.id,
            "name": named(row["name"]),
            "line": line,
            "service": offer.service,
            "effect": row["effect"],
            "effect_name": named(row["bar"]),
            "need": named(row["need"]),
            "needs": offer.needs,
            "strategy": named(row["strategy"]),
            **_amounts(draw, offer),
            "effort_days": offer.days,
            "replaces": line if "replaces" in row else None,
            "replaced_share": row.get("replaces") if line else None,
            "requires": ids.get(row.get("requires", "")),
            "excludes": ids.get(row.get("excludes", "")),
            "committed": offer.bound,
            "technical": technical if chance(draw, 0.95) else None,
            "policy": policy,
            "contested": offer.service in contested,
            "start_month": offer.start,
            "chosen": offer.chosen,
            **_access(offer),
        }


def _amounts(draw: Random, offer: Offer) -> dict[str, float]:
    """What an offer brings and costs, in currency."""
    return {
        "benefit_low_month": tidy(offer.benefit * within(draw, 0.45, 0.75)),
        "benefit_base_month": offer.benefit,
        "benefit_high_month": tidy(offer.benefit * within(draw, 1.15, 1.6)),
        "margin": round(within(draw, 0.35, 0.65), 2),
        "cost_once": offer.cost,
        "cost_month": tidy(offer.benefit * within(draw, 0.04, 0.12)),
    }


def _access(offer: Offer) -> dict[str, Any]:
    """Which sites an offer is for, and what it needs there."""
    fibre, service = offer.row["access"]
    return {"sites": offer.sites, "needs_fibre": fibre, "needs_copper": False, "needs_services": (service,)}


def _initiatives(outline: Outline) -> Iterator[dict[str, Any]]:
    """What is done on today's lines: each service's own, from the plan's first months on."""
    draw, number = outline.draw("initiatives"), 0
    contested = {threat.service for threat in outline.threats}
    for service in outline.shares:
        for zh, en, benefit, technical, policy in words("services")[service]["initiatives"]:
            number += 1
            yield {
                "initiative": f"I{number}",
                "name": named([zh, en]),
                "line": service,
                "benefit": benefit,
                "technical": technical,
                "policy": policy,
                "contested": service in contested,
                "start_month": draw.randint(1, 9),
            }


def _erosions(outline: Outline) -> Rows:
    """What is expected to go: the two services that shrink most or are most contested."""
    draw = outline.draw("erosions")
    rate = {service: max(0.02, -outline.growth[service]) * within(draw, 0.6, 1.1) for service in outline.shares}
    worst = sorted(rate, key=lambda service: -rate[service] * outline.shares[service])[:3]
    return [
        {
            "erosion": service,
            "name": said(words("services")[service]["erosion"]),
            "amount_month": tidy(worth(outline, service) * rate[service]),
        }
        for service in worst
    ]


def growth_of(outline: Outline) -> float:
    """The target: what the choice brings by month 12 less the erosions, a few points more or less, in whole points."""
    draw = outline.draw("target")
    gained = sum(offer.benefit for offer in outline.chosen if offer.start <= YEAR) - sum(
        row["amount_month"] for row in _erosions(outline)
    )
    return round(
        float(max(0.01, gained / outline.revenue_month + draw.choice([-0.02, -0.01, 0, 0, 0.01, 0.03, 0.05]))), 2
    )
