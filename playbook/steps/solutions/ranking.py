"""How firm the ranking of the solutions is when the weights are drawn at random.

The score of a solution weighs its benefit, its technical and its policy feasibility
(:mod:`playbook.steps.solutions.road_map`). The weights are judgements: another director would have given others. So
they are drawn at random around the given ones, and each draw ranks the solutions anew. A solution that stays at the top
in nearly every draw is there on its merits; one that drops out in many is there because of the weights.

A second view needs no weights at all: a solution on the *Pareto front* is not dominated, which means that no other
is at least as good on benefit and on feasibility and better on one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
import pandas as pd

from playbook.client.frames import frame_of
from playbook.client.model import Client
from playbook.client.rows import Row, known
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.solutions.monte_carlo import chance_of, dominance, random_weights, ranks_of
from playbook.steps.solutions.road_map import solutions_by_score
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable

__all__ = ["FIRM", "Ranking", "ranking_of"]

#: A solution is firm where it stays at the top in this share of the draws: the upper end of the rank range that is
#: shown.
FIRM = 0.95
#: The rank range: the ranks that 5, 50 and 95 draws in a hundred do not exceed.
_RANGE = (0.05, 0.5, 0.95)
_COLUMNS = ("id", "name", "benefit", "technical", "policy", "feasibility", "score", "benefit_month", "chosen", "status")
_FIGURES = ("benefit", "technical", "policy", "feasibility", "score", "benefit_month")
_RANKS = ("rank", "top_share", "rank_low", "rank_median", "rank_high")
_UNRANKED = {**dict.fromkeys(_RANKS, float("nan")), "front": None}
#: Tells these draws from those of the Monte Carlo, which has the same seed.
_STREAM = 45


@dataclass(frozen=True)
class Ranking:
    """The ranking of the solutions and how firm it is.

    `ranking`: one row per solution, the best score first, ties by id, those without a score last: id, name (Name),
    benefit, technical, policy, feasibility, score (0-4), benefit_month (currency a month), rank (NaN without a score),
    top_share (share of the draws in which it is among the top `top`), rank_low, rank_median, rank_high (5%, 50%, 95% of
    the draws), front (True, False; None without a score), chosen (True, False or None), status. `scored` counts those
    with a score, `weights` are those of benefit, technical and policy.
    """

    ranking: pd.DataFrame
    top: int
    draws: int
    scored: int
    weights: tuple[float, float, float]
    status: str
    findings: tuple[Finding, ...] = ()


def ranking_of(client: Client) -> Ranking:
    """The ranking of a client's solutions under `stability_draws` random weights; empty where it has no solution."""
    weights, draws, top = _weights(client), int(client.assume("stability_draws")), int(client.assume("top_solutions"))
    rows = solutions_by_score(client)
    scored, unscored = ([row for row in rows if known(row["score"]) is whether] for whether in (True, False))
    drawn = random_weights(
        weights,
        client.assume("weight_concentration"),
        draws,
        np.random.default_rng((int(client.assume("seed")), _STREAM)),
    )
    ranked = _ranked(scored, drawn, top)
    frame = frame_of(
        [*ranked, *(_UNRANKED | row for row in unscored)], [*_COLUMNS, *_RANKS, "front"], figures=(*_FIGURES, *_RANKS)
    )
    result = Ranking(frame, top, draws, len(scored), weights, weakest(row["status"] for row in rows))
    return replace(result, findings=_findings(client, result, ranked, unscored))


def _weights(client: Client) -> tuple[float, float, float]:
    """The given weights of benefit, technical and policy feasibility; they add up to 1."""
    benefit, technical = client.assume("score_weight_benefit"), client.assume("feasibility_weight_technical")
    return benefit, (1 - benefit) * technical, (1 - benefit) * (1 - technical)


def _ranked(rows: Sequence[Row], weights: np.ndarray, top: int) -> list[Row]:
    """The solutions that have a score, in their order, with rank, share of the draws in the top, rank range and Pareto
    front."""
    criteria = np.array([[row[name] for name in ("benefit", "technical", "policy")] for row in rows]).reshape(-1, 3)
    # Summed criterion by criterion, and not as a matrix product, so that equal solutions have equal scores to the last
    # bit.
    scores = sum((weights[:, [place]] * criteria[:, place] for place in range(3)), np.zeros((len(weights), len(rows))))
    by_draw = ranks_of(scores)
    ranks = np.sort(by_draw, axis=0)
    low, median, high = (ranks[int(np.ceil(share * len(ranks))) - 1].tolist() for share in _RANGE)
    columns = (range(1, len(rows) + 1), (by_draw <= top).mean(axis=0).tolist(), low, median, high)
    front = np.logical_not(_dominance(rows).any(axis=1)).tolist()
    return [
        {**row, **dict(zip(_RANKS, map(float, own), strict=True)), "front": is_front}
        for row, is_front, *own in zip(rows, front, *columns, strict=True)
    ]


def _dominance(rows: Sequence[Row]) -> np.ndarray:
    """Which solution dominates which on benefit and feasibility."""
    return dominance(np.array([[row["benefit"], row["feasibility"]] for row in rows]).reshape(-1, 2))


def _findings(client: Client, ranking: Ranking, scored: Sequence[Row], unscored: Sequence[Row]) -> tuple[Finding, ...]:
    if not scored:
        return (
            (Finding("solutions.ranking.none_scored", {"n": Count(len(unscored))}, internal=True),) if unscored else ()
        )
    front = _front(scored)
    told = (
        () if unscored and front.rule == "solutions.ranking.front_open" else (front,)
    )  # one without a score may stand before those that are left
    return (_lead(ranking, scored), *_left_out(client, ranking, scored), *_asks(unscored), *told)


def _lead(ranking: Ranking, scored: Sequence[Row]) -> Finding:
    """The message: does the top of the ranking hold, and if not, who drops out and who comes in?"""
    inside, outside = scored[: ranking.top], scored[ranking.top :]
    first, last = inside[0], min(inside, key=_top_share)
    figures: dict[str, Printable] = {
        "k": Count(ranking.top),
        "n": Count(len(scored)),
        "draws": Count(ranking.draws),
        "first": _id(first),
        "last": _id(last),
        "top": several(_ids(inside), 5),
        "share": chance_of(first["top_share"]),
        "out": chance_of(1 - last["top_share"]),
        "least": chance_of(last["top_share"]),
        "rank": Count(int(last["rank"])),
        "low": Count(int(first["rank_low"])),
        "high": Count(int(first["rank_high"])),
        "name": last["name"],
    }
    if not outside:
        return Finding("solutions.ranking.all_in_the_top", figures, internal=True)
    rival = max(outside, key=_top_share)
    figures |= {"rival": _id(rival), "rival_share": chance_of(rival["top_share"]), "rival_name": rival["name"]}
    rule = _rule(first, last, alone=len(inside) == 1)
    money = 0.0 if rule.startswith("firm") else float(last["benefit_month"])
    return Finding(f"solutions.ranking.{rule}", figures, money_month=money, confidence=0.4, internal=True)


def _top_share(row: Row) -> float:
    return float(row["top_share"])


def _rule(first: Row, last: Row, *, alone: bool) -> str:
    """By how often the shakiest of the top (`last`) stays there, and the first of the ranking."""
    if last["top_share"] >= FIRM:
        return "firm_one" if alone else "firm_all" if last["top_share"] == 1 else "firm"
    if last["id"] == first["id"]:
        return "shaky_one" if alone else "shaky_all"
    return "shaky_but_first" if first["top_share"] == 1 else "shaky"


def _left_out(client: Client, ranking: Ranking, scored: Sequence[Row]) -> tuple[Finding, ...]:
    """Solutions that are at the top more often than not, and yet are not chosen."""
    rows = [row for row in scored if row["top_share"] > 0.5 and row["chosen"] is False and len(scored) > ranking.top]
    if not rows:
        return ()
    amount = float(sum(row["benefit_month"] for row in rows))
    figures: dict[str, Printable] = {
        "n": Count(len(rows)),
        "which": several(_ids(rows), 5),
        "k": Count(ranking.top),
        "amount": Money(amount, client.currency),
        "least": chance_of(min(map(_top_share, rows))),
    }
    rule = "top_not_chosen" if len(rows) == 1 else "tops_not_chosen"
    return (Finding(f"solutions.ranking.{rule}", figures, money_month=amount, confidence=0.4, internal=True),)


def _asks(unscored: Sequence[Row]) -> tuple[Finding, ...]:
    """Solutions without a score: they have no rank."""
    if not unscored:
        return ()
    amount = float(sum(row["benefit_month"] for row in unscored if known(row["benefit_month"])))
    figures: dict[str, Printable] = {"n": Count(len(unscored)), "which": several(_ids(unscored), 5)}
    return (Finding("solutions.ranking.not_scored", figures, money_month=amount, confidence=0.3, internal=True),)


def _front(scored: Sequence[Row]) -> Finding:
    """The Pareto front: is a chosen solution dominated by one that is not, and is the front itself chosen?"""
    chosen, front = (np.array([row[flag] is True for row in scored]) for flag in ("chosen", "front"))
    left = np.array([row["chosen"] is False for row in scored])
    over: np.ndarray = np.asarray(_dominance(scored) & chosen[:, None] & left[None, :])
    spare, passed, better = np.asarray(front & left), np.asarray(over.any(axis=1)), np.asarray(over.any(axis=0))
    which = {
        name: list(compress(scored, flags))
        for name, flags in (("front", front), ("spare", spare), ("passed", passed), ("better", better))
    }
    figures: dict[str, Printable] = {name: several(_ids(rows), 5) for name, rows in which.items()}
    figures |= {
        "n": Count(len(which["front"])),
        "all": Count(len(scored)),
        "m": Count(len(which["spare"])),
        "p": Count(len(which["passed"])),
    }
    unsaid = bool((front & ~chosen & ~left).any())
    rule = (
        "passed_over"
        if over.any()
        else "front_open"
        if spare.any()
        else "front_undecided"
        if unsaid
        else "front_chosen"
    )
    money = float(sum(row["benefit_month"] for row in which["better" if over.any() else "spare"]))
    return Finding(f"solutions.ranking.{rule}", figures, money_month=money, confidence=0.3, internal=True)


def _id(row: Row) -> Name:
    return Name(row["id"], row["id"])


def _ids(rows: Sequence[Row]) -> tuple[Name, ...]:
    return as_names(row["id"] for row in rows)
