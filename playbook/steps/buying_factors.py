"""What decides a purchase, and where we stand on it: importance against performance.

The gap of a factor is our score less the best rival's. Factors split at the mean importance and at parity into four:
keep up (important, not behind), fix first (important, behind), do not over-invest (less important, not behind) and low
priority (less important, behind). A factor without an importance or a gap is in none of them: it is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.client.model import Client
from playbook.steps.findings import Finding
from playbook.steps.status import weakest
from playbook.units import Count, Names, Number, Percent, Printable, inline

__all__ = ["QUADRANTS", "BuyingFactors", "buying_factors"]

#: The four quadrants; a factor that is in none of them is unknown.
QUADRANTS = ("fix_first", "keep_up", "low_priority", "over_invest")
_COLUMNS = ["factor", "importance", "ours", "best_rival", "best_score", "gap", "quadrant"]


@dataclass(frozen=True)
class BuyingFactors:
    """The factors: factor, importance (0-1), ours and best_score (0-4), best_rival, gap, quadrant (None: unknown); the most
    important first. `mean_importance` is NaN where no importance is known.
    """

    factors: pd.DataFrame
    mean_importance: float
    status: str
    findings: tuple[Finding, ...]


def buying_factors(client: Client) -> BuyingFactors:
    """The importance-performance matrix of a client. Nothing is raised for what is unknown."""
    factors = _gaps(client)
    mean = float(factors["importance"].mean())
    factors["quadrant"] = _objects([_quadrant(row["importance"], row["gap"], mean) for row in factors.to_dict("records")], factors)
    factors = factors.sort_values(["importance", "factor"], ascending=[False, True], na_position="last").reset_index(drop=True)
    status = weakest([*client.table("buying_factors")["status"], *client.table("factor_performance")["status"]])
    return BuyingFactors(factors[_COLUMNS], mean, status, _findings(client, factors) if len(factors) else ())


def _gaps(client: Client) -> pd.DataFrame:
    factors = client.table("buying_factors")[["factor", "importance"]].astype({"importance": float})
    scores = client.table("factor_performance").dropna(subset=["score"]).sort_values(["score", "operator"], ascending=[False, True])
    mine = scores["operator"] == client.market.us
    ours, best = scores[mine].set_index("factor")["score"], scores[~mine].drop_duplicates("factor").set_index("factor")
    factors["ours"] = factors["factor"].map(ours).astype(float)
    factors["best_rival"] = _objects([best["operator"].get(factor) for factor in factors["factor"]], factors)
    factors["best_score"] = factors["factor"].map(best["score"]).astype(float)
    factors["gap"] = factors["ours"] - factors["best_score"]
    return factors


def _objects(values: list[str | None], frame: pd.DataFrame) -> pd.Series:
    """A column in which the unknown stays None."""
    return pd.Series(values, index=frame.index, dtype=object)


def _quadrant(importance: float, gap: float, mean: float) -> str | None:
    if pd.isna(importance) or pd.isna(gap):
        return None
    if importance >= mean:
        return "keep_up" if gap >= 0 else "fix_first"
    return "over_invest" if gap >= 0 else "low_priority"


def _findings(client: Client, factors: pd.DataFrame) -> tuple[Finding, ...]:
    """Exhibit 1.5: how many factors to fix first and which is worst, what we may leave alone, what is not known."""
    found = [_position(client, factors)]
    names = {factor: inline(name) for factor, name in client.names("buying_factors").items()}
    ahead = factors[(factors["quadrant"] == "over_invest") & (factors["gap"] > 0)].sort_values(["gap", "factor"], ascending=[False, True])
    if len(ahead) and found[0].rule != "industry.no_factor_known":
        figures: dict[str, Printable] = {"n": Count(len(ahead)), "which": Names(tuple(names[factor] for factor in ahead["factor"][:3]))}
        found.append(Finding("industry.over_invest", "1.5", figures, internal=True))
    unknown = factors.loc[factors["quadrant"].isna(), "factor"]
    if len(unknown) and found[0].rule != "industry.no_factor_known":
        figures = {"n": Count(len(unknown)), "which": Names(tuple(names[factor] for factor in unknown))}
        found.append(Finding("industry.factors_unknown", "1.5", figures, internal=True))
    return tuple(found)


def _position(client: Client, factors: pd.DataFrame) -> Finding:
    names, operators = {factor: inline(name) for factor, name in client.names("buying_factors").items()}, client.market.names("operators")
    placed = factors[factors["quadrant"].notna()]
    if placed.empty:
        return Finding("industry.no_factor_known", "1.5", {"n": Count(len(factors))}, internal=True)
    important = placed[placed["quadrant"].isin(["keep_up", "fix_first"])]
    behind = placed[placed["quadrant"] == "fix_first"].sort_values(["gap", "importance", "factor"], ascending=[True, False, True])
    figures: dict[str, Printable] = {"n": Count(len(behind)), "important": Count(len(important)), "factors": Count(len(placed))}
    if important.empty:
        return Finding("industry.no_important_known", "1.5", figures, internal=True)
    if behind.empty:
        return Finding("industry.nothing_to_fix", "1.5", figures, confidence=0.6, internal=True)
    worst = behind.iloc[0]
    figures |= {
        "worst": names[worst["factor"]],
        "gap": Number(abs(worst["gap"]), 1),
        "rival": operators[worst["best_rival"]],
        "importance": Percent(worst["importance"], 0),
        "others": Names(tuple(names[factor] for factor in behind["factor"][1:4])),
    }
    return Finding("industry.fix_first" if len(behind) > 1 else "industry.fix_one", "1.5", figures, confidence=0.6, internal=True)
