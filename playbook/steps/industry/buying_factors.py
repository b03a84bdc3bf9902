"""What decides a purchase, and where we stand on it.

The gap of a factor is our score less the best rival's. The factors stand under four headings. What a heading decides is
the sum of its factors' importance; where we stand on it is the mean gap of its factors, weighted by importance. Against
one rival as a whole, both sides' scores are weighted means over the factors that both are scored on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, grouped, known, ordered
from playbook.steps.findings import Finding
from playbook.steps.status import weakest
from playbook.units import Count, Name, Number, Percent, Printable, inline, is_unknown

__all__ = ["GROUPS", "BuyingFactors", "buying_factors"]

#: The four headings, as taught, and their names.
GROUPS = {
    "core": Name("产品的核心表现", "Core product performance"),
    "economic": Name("经济表现", "Economic terms"),
    "support": Name("客户支持及服务表现", "Customer support and service"),
    "image": Name("公司总体形象", "Company image"),
}
_COLUMNS = ["factor", "group", "importance", "ours", "best_rival", "best_score", "gap"]
_FIGURES = ("importance", "ours", "best_score", "gap")
_GROUP = ["group", "importance", "factors", "known", "behind", "gap"]
_RIVAL = ["operator", "weight", "ours", "theirs", "gap"]
_UNKNOWN = float("nan")


@dataclass(frozen=True)
class BuyingFactors:
    """The factors: factor, group, importance (0-1), ours and best_score (0-4), best_rival, gap; the most important
    first.

    `groups`: group, importance (NaN where a factor's is unknown), factors, known (factors with a gap), behind, gap
    (weighted mean over the known; NaN without one), in the order of the headings. `rivals`: operator, weight (of the
    factors that both are scored on), ours, theirs, gap; the strongest first; NaN where less than `known_weight_min` of
    the weight is known.
    """

    factors: pd.DataFrame
    groups: pd.DataFrame
    rivals: pd.DataFrame
    status: str
    findings: tuple[Finding, ...]


def buying_factors(client: Client) -> BuyingFactors:
    """The buying factors of a client. Nothing is raised for what is unknown."""
    factors = ordered(_gaps(client), "-importance", "factor")
    groups, rivals = _groups(factors), _rivals(client, factors)
    return BuyingFactors(
        frame_of(factors, _COLUMNS, figures=_FIGURES),
        pd.DataFrame(groups, columns=_GROUP),
        pd.DataFrame(rivals, columns=_RIVAL),
        weakest([*client.column("buying_factors", "status"), *client.column("factor_performance", "status")]),
        _findings(client, factors, groups, rivals) if factors else (),
    )


def _gaps(client: Client) -> Iterator[Row]:
    """Each factor with our score beside the best rival's."""
    scores = ordered(
        (row for row in client.by_operator("factor_performance") if known(row["score"])), "-score", "operator"
    )
    ours = {row["factor"]: row["score"] for row in scores if row["operator"] == client.market.us}
    best = {
        factor: rows[0]
        for (factor,), rows in grouped((row for row in scores if row["operator"] != client.market.us), "factor").items()
    }
    for row in client.rows("buying_factors"):
        score, rival = ours.get(row["factor"], _UNKNOWN), best.get(row["factor"], {"operator": None, "score": _UNKNOWN})
        yield {
            "factor": row["factor"],
            "group": row["group"],
            "importance": row["importance"],
            "ours": score,
            "best_rival": rival["operator"],
            "best_score": rival["score"],
            "gap": score - rival["score"],
        }


def _groups(factors: Sequence[Row]) -> list[Row]:
    """What each heading decides, and where we stand on it."""
    rows = []
    for group in GROUPS:
        own = [row for row in factors if row["group"] == group]
        weighed = [row for row in own if not is_unknown(row["gap"]) and row["importance"] > 0]
        weight = sum(row["importance"] for row in weighed)
        gap = sum(row["gap"] * row["importance"] for row in weighed) / weight if weighed else _UNKNOWN
        counts = {
            "factors": len(own),
            "known": sum(not is_unknown(row["gap"]) for row in own),
            "behind": sum(row["gap"] < 0 for row in own),
        }
        if own:
            rows.append(
                {"group": group, "importance": round(sum(row["importance"] for row in own), 9), **counts, "gap": gap}
            )
    return rows


def _rivals(client: Client, factors: Sequence[Row]) -> list[Row]:
    """Our weighted score beside each rival's, over the factors on which both are scored; the strongest first."""
    table = client.by_operator("factor_performance")
    scores = {(row["operator"], row["factor"]): row["score"] for row in table if not is_unknown(row["score"])}
    weights = {row["factor"]: row["importance"] for row in factors if row["importance"] > 0}
    us, least = client.market.us, client.assume("known_weight_min") * sum(weights.values())
    rows = []
    for operator in sorted({row["operator"] for row in table} - {us}):
        both = {
            factor: weight
            for factor, weight in weights.items()
            if (us, factor) in scores and (operator, factor) in scores
        }
        weight = sum(both.values())
        enough = weight > 0 and weight >= least - 1e-9
        ours, theirs = (
            sum(scores[who, factor] * part for factor, part in both.items()) / weight if enough else _UNKNOWN
            for who in (us, operator)
        )
        rows.append(
            {
                "operator": operator,
                "weight": weight if both else _UNKNOWN,
                "ours": ours,
                "theirs": theirs,
                "gap": ours - theirs,
            }
        )
    return ordered(rows, "gap", "operator")


def _findings(
    client: Client, factors: Sequence[Row], groups: Sequence[Row], rivals: Sequence[Row]
) -> tuple[Finding, ...]:
    """Which heading decides most, where we lose most ground, and how we stand against the strongest
    rival."""
    weighed = [row for row in groups if row["importance"] > 0]
    figures: dict[str, Printable] = {"factors": Count(len(factors)), "n": Count(len(groups))}
    if not weighed:
        return (Finding("industry.buying_factors.groups_unweighed", figures, internal=True),)
    top = max(weighed, key=lambda row: row["importance"])
    figures |= {"top": inline(GROUPS[top["group"]]), "top_share": Percent(top["importance"], 0)}
    scored = [row for row in weighed if not is_unknown(row["gap"])]
    if not scored:
        return (Finding("industry.buying_factors.groups_unscored", figures, internal=True),)
    worst = min(scored, key=_lead)
    figures |= {
        "worst": inline(GROUPS[worst["group"]]),
        "share": Percent(worst["importance"], 0),
        "gap": Number(abs(worst["gap"]), 1),
        "behind": Count(worst["behind"]),
        "of": Count(worst["known"]),
    }
    rule = (
        "groups_ahead"
        if _lead(worst) >= 0
        else "group_top_behind"
        if worst["group"] == top["group"]
        else "group_behind"
    )
    return (
        Finding(f"industry.buying_factors.{rule}", figures, confidence=0.6, internal=True),
        *_strongest(client, rivals),
        *_argument(client, factors),
    )


def _lead(row: Row) -> float:
    """How far a factor or heading is ahead, as it weighs."""
    return float(row["importance"] * row["gap"])


def _strongest(client: Client, rivals: Sequence[Row]) -> tuple[Finding, ...]:
    """The rival that does best against us, weighted by importance."""
    judged = [row for row in rivals if not is_unknown(row["gap"])]
    if not judged:
        return ()
    first = judged[0]
    figures: dict[str, Printable] = {
        "rival": client.market.names("operators")[first["operator"]],
        "ours": Number(first["ours"], 2),
        "theirs": Number(first["theirs"], 2),
        "gap": Number(abs(first["gap"]), 2),
        "n": Count(len(judged)),
    }
    level = abs(first["gap"]) < client.assume("level_within")
    rule = (
        "industry.buying_factors.rivals_level"
        if level
        else "industry.buying_factors.rival_ahead"
        if first["gap"] < 0
        else "industry.buying_factors.rivals_behind"
    )
    return (Finding(rule, figures, confidence=0.6, internal=True),)


def _argument(client: Client, factors: Sequence[Row]) -> tuple[Finding, ...]:
    """The factor that we lead on and that weighs most: gap x importance."""
    ahead = [row for row in factors if row["gap"] > 0 and row["importance"] > 0]
    if not ahead:
        return ()
    best = max(ahead, key=_lead)
    figures: dict[str, Printable] = {
        "factor": inline(client.names("buying_factors")[best["factor"]]),
        "name": client.names("buying_factors")[best["factor"]],
        "rival": client.market.names("operators")[best["best_rival"]],
        "gap": Number(best["gap"], 1),
        "importance": Percent(best["importance"], 0),
    }
    return (Finding("industry.buying_factors.argument", figures, confidence=0.6, internal=True),)
