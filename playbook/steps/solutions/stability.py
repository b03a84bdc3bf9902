"""How firm the ranking of the solutions is when the weights are drawn at random (exhibit 4.5).

The score of a solution weighs its benefit, its technical and its policy feasibility (:mod:`playbook.steps.solutions.road_map`). The weights
are judgements: another director would have given others. So they are drawn at random around the given ones, and each draw
ranks the solutions anew. A solution that stays at the top in nearly every draw is there on its merits; one that
drops out in many is there because of the weights.

A second view needs no weights at all: a solution on the *Pareto front* is not dominated, which means that no other
is at least as good on benefit and on feasibility and better on one of them.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.client.model import Client
from playbook.client.rows import records, with_none
from playbook.steps.findings import Finding
from playbook.steps.listing import as_names, several
from playbook.steps.solutions.monte_carlo import chance_of, dominance, random_weights, ranks_of
from playbook.steps.solutions.road_map import SCALE, feasibility_of
from playbook.steps.status import weakest
from playbook.units import Count, Money, Name, Printable, is_unknown, name_of

__all__ = ["FIRM", "Stability", "stability_of"]

#: A solution is firm where it stays at the top in this share of the draws: the upper end of the rank range that is shown.
FIRM = 0.95
#: The rank range: the ranks that 5, 50 and 95 draws in a hundred do not exceed.
_RANGE = (0.05, 0.5, 0.95)
_READ = ("solution", "name", "name_zh", "name_en", "benefit_base_month", "technical", "policy", "chosen", "status")
_COLUMNS = ("id", "name", "benefit", "technical", "policy", "feasibility", "score", "benefit_month", "chosen", "status")
#: Tells these draws from those of the Monte Carlo, which has the same seed.
_STREAM = 45


@dataclass(frozen=True)
class Stability:
    """The ranking of the solutions and how firm it is.

    `ranking`: one row per solution, the best score first, ties by id, those without a score last: id, name (Name), benefit, technical,
    policy, feasibility, score (0-4), benefit_month (currency a month), rank (NaN without a score), top_share (share of the draws in which it is
    among the top `top`), rank_low, rank_median, rank_high (5%, 50%, 95% of the draws), front (True, False; None without a score),
    chosen (True, False or None), status. `scored` counts those with a score, `weights` are those of benefit, technical and policy.
    """

    ranking: pd.DataFrame
    top: int
    draws: int
    scored: int
    weights: tuple[float, float, float]
    status: str
    findings: tuple[Finding, ...] = ()


def stability_of(client: Client) -> Stability:
    """The ranking of a client's solutions under `stability_draws` random weights; empty where it has no solution."""
    weights, draws, top = _weights(client), int(client.assume("stability_draws")), int(client.assume("top_solutions"))
    rows = _scored(client)
    scored = int(rows["score"].notna().sum())
    drawn = random_weights(weights, client.assume("weight_concentration"), draws, np.random.default_rng((int(client.assume("seed")), _STREAM)))
    ranking = pd.concat([rows, _ranked(rows.iloc[:scored], drawn, top)], axis=1)
    ranking = with_none(ranking, "front")
    result = Stability(ranking, top, draws, scored, weights, weakest(rows["status"]))
    return Stability(**(vars(result) | {"findings": _findings(client, result)}))


def _weights(client: Client) -> tuple[float, float, float]:
    """The given weights of benefit, technical and policy feasibility; they add up to 1."""
    benefit, technical = client.assume("score_weight_benefit"), client.assume("feasibility_weight_technical")
    return benefit, (1 - benefit) * technical, (1 - benefit) * (1 - technical)


def _scored(client: Client) -> pd.DataFrame:
    """The solutions with what the score is made of, the best first."""
    rows = records(client.frames["solutions"][list(_READ)])
    share = client.assume("score_weight_benefit")
    largest = max((row["benefit_base_month"] for row in rows if not is_unknown(row["benefit_base_month"])), default=0.0)
    scored = sorted((_item(client, row, share=share, largest=largest) for row in rows), key=_order)
    return pd.DataFrame(scored, columns=list(_COLUMNS))


def _item(client: Client, row: dict[Any, Any], *, share: float, largest: float) -> dict[str, Any]:
    """A solution's score, as the road map has it."""
    benefit = SCALE * row["benefit_base_month"] / largest if largest > 0 else float("nan")
    feasibility = feasibility_of(client, row["technical"], row["policy"])
    return {
        "id": row["solution"], "name": name_of(row), "benefit": benefit, "technical": row["technical"], "policy": row["policy"],
        "feasibility": feasibility, "score": share * benefit + (1 - share) * feasibility, "benefit_month": row["benefit_base_month"],
        "chosen": None if is_unknown(row["chosen"]) else bool(row["chosen"]), "status": weakest([row["status"]]),
    }


def _order(row: dict[str, Any]) -> tuple[bool, float, str]:
    """The best score first, ties by id, unknown last."""
    unknown = is_unknown(row["score"])
    return unknown, 0.0 if unknown else -row["score"], row["id"]


def _ranked(rows: pd.DataFrame, weights: np.ndarray, top: int) -> pd.DataFrame:
    """Rank, share of the draws in the top, rank range and Pareto front of the solutions that have a score, in their order."""
    criteria = rows[["benefit", "technical", "policy"]].to_numpy(dtype=float)
    # Summed criterion by criterion, and not as a matrix product, so that equal solutions have equal scores to the last bit.
    scores = sum((weights[:, [place]] * criteria[:, place] for place in range(3)), np.zeros((len(weights), len(rows))))
    ranks = np.sort(found := ranks_of(scores), axis=0)
    low, median, high = (ranks[int(np.ceil(share * len(ranks))) - 1] for share in _RANGE)
    return pd.DataFrame({
        "rank": np.arange(1.0, len(rows) + 1), "top_share": (found <= top).mean(axis=0), "rank_low": low.astype(float),
        "rank_median": median.astype(float), "rank_high": high.astype(float),
        "front": ~_dominance(rows).any(axis=1),
    })


def _dominance(rows: pd.DataFrame) -> np.ndarray:
    """Which solution dominates which on benefit and feasibility."""
    return dominance(rows[["benefit", "feasibility"]].to_numpy(dtype=float))


def _findings(client: Client, found: Stability) -> tuple[Finding, ...]:
    if found.ranking.empty:
        return ()
    scored, unscored = found.ranking.iloc[: found.scored], found.ranking.iloc[found.scored:]
    asks = _asks(unscored)
    if scored.empty:
        return (Finding("uncertainty.none_scored", "4.5", {"n": Count(len(unscored))}, internal=True),)
    return (_lead(client, found, scored), *_left_out(client, found, scored), *asks, _front(scored))


def _lead(client: Client, found: Stability, scored: pd.DataFrame) -> Finding:
    """The message of 4.5: does the top of the ranking hold, and if not, who drops out and who comes in?"""
    inside, outside = scored.iloc[: found.top], scored.iloc[found.top:]
    first, last = inside.iloc[0], inside.sort_values("top_share", kind="stable").iloc[0]
    figures: dict[str, Printable] = {
        "k": Count(found.top), "n": Count(len(scored)), "draws": Count(found.draws), "first": _id(first), "last": _id(last),
        "top": several(_ids(inside), 5), "share": chance_of(first["top_share"]), "out": chance_of(1 - last["top_share"]),
        "least": chance_of(last["top_share"]), "rank": Count(int(last["rank"])), "low": Count(int(first["rank_low"])),
        "high": Count(int(first["rank_high"])), "name": last["name"],
    }
    if outside.empty:
        return Finding("uncertainty.all_in_the_top", "4.5", figures, internal=True)
    rival = outside.sort_values("top_share", ascending=False, kind="stable").iloc[0]
    figures |= {"rival": _id(rival), "rival_share": chance_of(rival["top_share"]), "rival_name": rival["name"]}
    rule = _rule(first, last, alone=len(inside) == 1)
    money = 0.0 if rule.startswith("firm") else float(last["benefit_month"])
    return Finding(f"uncertainty.{rule}", "4.5", figures, money_month=money, confidence=0.4, internal=True)


def _rule(first: pd.Series, last: pd.Series, *, alone: bool) -> str:
    """By how often the shakiest of the top (`last`) stays there, and the first of the ranking."""
    if last["top_share"] >= FIRM:
        return "firm_one" if alone else "firm_all" if last["top_share"] == 1 else "firm"
    if last["id"] == first["id"]:
        return "shaky_one" if alone else "shaky_all"
    return "shaky_but_first" if first["top_share"] == 1 else "shaky"


def _left_out(client: Client, found: Stability, scored: pd.DataFrame) -> tuple[Finding, ...]:
    """Solutions that are at the top more often than not, and yet are not chosen."""
    rows = scored[(scored["top_share"] > 0.5) & ~scored["chosen"].eq(True)] if len(scored) > found.top else scored.iloc[:0]
    if rows.empty:
        return ()
    amount = float(rows["benefit_month"].sum())
    figures: dict[str, Printable] = {
        "n": Count(len(rows)), "which": several(_ids(rows), 5), "k": Count(found.top), "amount": Money(amount, client.currency),
        "least": chance_of(float(rows["top_share"].min())),
    }
    rule = "top_not_chosen" if len(rows) == 1 else "tops_not_chosen"
    return (Finding(f"uncertainty.{rule}", "4.5", figures, money_month=amount, confidence=0.4, internal=True),)


def _asks(unscored: pd.DataFrame) -> tuple[Finding, ...]:
    """Solutions without a score: they have no rank."""
    if unscored.empty:
        return ()
    amount = float(unscored["benefit_month"].sum())
    figures: dict[str, Printable] = {"n": Count(len(unscored)), "which": several(_ids(unscored), 5)}
    return (Finding("uncertainty.not_scored", "4.5", figures, money_month=amount, confidence=0.3, internal=True),)


def _front(scored: pd.DataFrame) -> Finding:
    """The Pareto front: is a chosen solution dominated by one that is not, and is the front itself chosen?"""
    chosen = scored["chosen"].eq(True).to_numpy()
    over: np.ndarray = np.asarray(_dominance(scored) & chosen[:, None] & ~chosen[None, :])
    front: np.ndarray = scored["front"].eq(True).to_numpy()
    spare, passed, better = np.asarray(front & ~chosen), np.asarray(over.any(axis=1)), np.asarray(over.any(axis=0))
    groups: dict[str, np.ndarray] = {"front": front, "spare": spare, "passed": passed, "better": better}
    figures: dict[str, Printable] = {name: several(_ids(scored, rows), 5) for name, rows in groups.items()}
    figures |= {"n": Count(int(front.sum())), "all": Count(len(scored)), "m": Count(int(spare.sum())), "p": Count(int(passed.sum()))}
    rule = "passed_over" if over.any() else "front_open" if spare.any() else "front_chosen"
    money = float(scored["benefit_month"].to_numpy()[better if over.any() else spare].sum())
    return Finding(f"uncertainty.{rule}", "4.5", figures, money_month=money, confidence=0.3, internal=True)


def _id(row: pd.Series) -> Name:
    return Name(str(row["id"]), str(row["id"]))


def _ids(rows: pd.DataFrame, wanted: np.ndarray | None = None) -> tuple[Name, ...]:
    """The ids of these rows, or of those wanted, as names."""
    ids = rows["id"].to_numpy()
    return as_names(ids if wanted is None else ids[wanted])
